package dev.drydock.store.sql;

import java.time.Duration;

/**
 * How the old store is to be kept, as an admin chose it.
 *
 * @param aside the name of the schema or database that the old store lies in while the new one is in its place
 * @param keptNew the name of the one that the new store goes to if it has to make room and may hold new mail
 * @param lockWait how long to wait for other sessions to let go of the tables
 */
public record KeepingTerms(String aside, String keptNew, Duration lockWait) {

    /** How long others may hold a lock, unless told otherwise. */
    public static final Duration USUAL_LOCK_WAIT = Duration.ofSeconds(30);

    /** With the usual wait. */
    public static KeepingTerms of(String aside, String keptNew) {
        return new KeepingTerms(aside, keptNew, USUAL_LOCK_WAIT);
    }

    /** The wait in whole seconds, at least one: a server takes none for waiting without end. */
    public int lockWaitSeconds() {
        return (int) Math.max(1, Math.min(lockWait.toSeconds(), 3_600));
    }
}
