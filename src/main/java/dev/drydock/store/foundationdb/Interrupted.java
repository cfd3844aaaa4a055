package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;

/** Ways into the ports of stores, which know no interrupt. */
public final class Interrupted {

    @FunctionalInterface
    public interface Work<T> {
        T work() throws StoreException, InterruptedException;
    }

    private Interrupted() {}

    /** Does it; an interrupt stays set and is a failure besides. */
    static <T> T asFailure(Work<T> work) throws StoreException {
        return asFailure("The work on the cluster was interrupted", "Start it again", work);
    }

    /** The same, with words of one's own. */
    public static <T> T asFailure(String problem, String nextStep, Work<T> work) throws StoreException {
        try {
            return work.work();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(problem, nextStep, e);
        }
    }
}
