package dev.drydock.store.sql;

import java.time.Duration;

/**
 * How the old store is to be kept, as an admin chose it.
 *
 * @param aside the name of the schema or database that the old store lies in while the new one is in its place
 * @param keptNew the name of the one that the new store goes to if it has to make room and may hold new mail
 * @param lockWait how long to wait for other sessions to let go of the tables
 * @param endsSessions whether other sessions in the database are ended before the old store moves; else one that is in the
 *     way is named, and nothing moves
 * @param carriesOthers whether what else lies in the database may go aside with it, where a whole database does; else it
 *     is named, and nothing moves
 */
public record KeepingTerms(
        String aside, String keptNew, Duration lockWait, boolean endsSessions, boolean carriesOthers) {

    /** How long others may hold a lock, unless told otherwise. */
    public static final Duration USUAL_LOCK_WAIT = Duration.ofSeconds(30);

    /** With the usual wait, where nobody else is harmed. */
    public static KeepingTerms of(String aside, String keptNew) {
        return new KeepingTerms(aside, keptNew, USUAL_LOCK_WAIT, false, false);
    }

    /** The same, with another name for what the new store leaves. */
    public KeepingTerms withKeptNew(String other) {
        return new KeepingTerms(aside, other, lockWait, endsSessions, carriesOthers);
    }

    /** The name of the schema or database that a new store is built in, before it takes the place of the old one. */
    public String building() {
        return keptNew + "_built";
    }

    /** The name under which the one or the other is kept. */
    public String name(TableKeeping.Kept kept) {
        return kept == TableKeeping.Kept.OLD ? aside : keptNew;
    }

    /** The wait in whole seconds, at least one: a server takes none for waiting without end. */
    public int lockWaitSeconds() {
        return (int) Math.max(1, Math.min(lockWait.toSeconds(), 3_600));
    }
}
