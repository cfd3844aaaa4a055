package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import java.util.List;
import java.util.Optional;

/** What can be known before the stop about keeping an old store on its server. Nothing lasting is changed. */
public interface KeepingChecks {

    /** What else lies in the database, whoever made it, sorted. */
    List<OtherObject> otherObjects() throws StoreException;

    /** Who else is connected to the database, as far as the account may see. */
    List<OtherSession> otherSessions() throws StoreException;

    /** Ends the sessions of others in the database; new ones may come. Returns how many it ended. */
    int endOtherSessions() throws StoreException;

    /**
     * Does once with a scratch table what will be done with the store, under names that nobody has, and removes it.
     *
     * @throws StoreException if the account may not, naming what it may not
     */
    void tryRights() throws StoreException;

    /** What bears the name already under which the old store is to be kept; empty where the name is free. */
    Optional<String> taken() throws StoreException;

    /**
     * What is not as the mail server makes it: columns, engines, triggers, foreign keys to the six tables. Each a
     * sentence without a full stop; whether it is in the way stands beside it.
     */
    List<Oddity> oddities() throws StoreException;

    ServerFacts facts() throws StoreException;

    /**
     * Something about the six tables that their server did not make.
     *
     * @param isInTheWay whether the tables cannot be moved as long as it is there
     */
    record Oddity(String words, boolean isInTheWay) {}
}
