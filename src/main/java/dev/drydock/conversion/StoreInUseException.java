package dev.drydock.conversion;

/** A store that a running process has open: nothing is wrong with it, it is only not the time. */
public final class StoreInUseException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** As in {@link StoreException#StoreException(String, String)}. */
    public StoreInUseException(String problem, String nextStep) {
        super(problem, nextStep);
    }
}
