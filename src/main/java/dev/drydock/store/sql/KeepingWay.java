package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import java.util.Optional;

/** One way in which a kind of SQL server can keep an old store while the new one takes its place. */
public interface KeepingWay {

    /** Stable, for scripts and plans, such as {@code schema}. */
    String name();

    /** For people, a few words. */
    String title();

    /** What it does and when to choose it, a sentence. */
    String help();

    /**
     * What it does to one store, a sentence without a full stop, for plans.
     *
     * @param database that the mail server uses
     * @param aside name that the old store gets
     */
    String does(String database, String aside);

    /** Whether the old store lies in a database of its own then; else it lies in a schema of the same one. */
    boolean isInDatabase();

    /** Whether all that the database holds goes aside with the store, and not its six tables alone. */
    default boolean carriesOthers() {
        return false;
    }

    /**
     * Connects to nothing yet.
     *
     * @param place as the mail server looks for its store
     * @param worker the same place, with the account that makes the changes
     */
    TableKeeping keeping(SqlPlace place, SqlPlace worker, KeepingTerms terms);

    /**
     * What can be known before the stop.
     *
     * @param place as the mail server looks for its store
     * @param worker the same place, with the account that will make the changes
     */
    KeepingChecks checks(SqlPlace place, SqlPlace worker, KeepingTerms terms) throws StoreException;

    /**
     * How a new store that was built beside the old one takes its place; empty where this way cannot.
     *
     * @param place as the mail server looks for its store
     * @param worker the same place, with the account that makes the changes
     */
    default Optional<TableSuccession> succession(SqlPlace place, SqlPlace worker, KeepingTerms terms) {
        return Optional.empty();
    }

    /**
     * The same by hand, where there is a succession.
     *
     * @param home the schema that the mail server makes its tables in, or its database where the server has no schemas
     * @param contentsBehind whether contents go over with their table, as {@link ContentsBehind} says
     */
    default SuccessionScript successionScript(String home, KeepingTerms terms, boolean contentsBehind) {
        throw new IllegalStateException(name() + " puts no new store in the place of an old one");
    }

    /**
     * The keeping by hand.
     *
     * @param home the schema that the mail server makes its tables in, or its database where the server has no schemas
     */
    KeepingScript script(String home, KeepingTerms terms);
}
