package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;

/**
 * Keeps the old store while the new one takes its place: the six tables of v0.7.3 move aside on their server without
 * being copied, so that v0.8.0 finds nothing and makes its own, and move back on the way back.
 *
 * <p>Nothing is remembered between calls: each looks where everything is, and goes on from there. So a call that failed,
 * however far it came and whether or not its commit arrived, is repeated or taken back by the same two methods.
 */
public interface TableKeeping {

    /** Where the old store is now. */
    Whereabouts look() throws StoreException;

    /**
     * Moves the old store aside, or completes that; where it is aside already, nothing is done. Refused where anything
     * but a store of v0.7.3 would be moved.
     */
    void setAside(Watch watch) throws StoreException;

    /**
     * Moves the old store back under its names, or completes that; where it is in its place already, nothing is done.
     * What lies there by then is touched only after all six tables of v0.7.3 have been seen aside.
     */
    void takeBack(Newcomer newcomer, Watch watch) throws StoreException;

    /**
     * Makes the place of the new store blank, while the old one is aside; where it is blank already, nothing is done.
     * Refused unless all six tables of v0.7.3 have been seen aside.
     */
    void clear(Newcomer newcomer, Watch watch) throws StoreException;

    /** Whether anything bears the name under which the one or the other is kept. */
    boolean isKept(Kept kept) throws StoreException;

    /** Deletes for good the tables of what is kept, and with them what was made to hold them unless more lies there. */
    void discard(Kept kept, Watch watch) throws StoreException;

    /** Where the old store lies once it is aside, for opening it there. */
    SqlPlace aside() throws StoreException;

    /** Where the new store lies after it was taken out of the way as {@link Newcomer#KEPT}. */
    SqlPlace keptNew() throws StoreException;

    /** Sees each statement that changes something on the server; a test may fail there. */
    @FunctionalInterface
    interface Watch {

        Watch NONE = statement -> {};

        /** Called before the statement is sent; what it throws ends the call as a failure of the server would. */
        void before(String statement) throws StoreException;
    }

    /** A store that was moved and not deleted. */
    enum Kept {
        /** The one of v0.7.3, {@link TableKeeping#aside()}. */
        OLD,
        /** The one of v0.8.0, {@link TableKeeping#keptNew()}. */
        NEW
    }

    /** What becomes of the new store that lies where the old one belongs. */
    enum Newcomer {
        /** Nobody has used it. */
        DROPPED,
        /** It may hold new mail, and is moved to {@link TableKeeping#keptNew()}. */
        KEPT
    }
}
