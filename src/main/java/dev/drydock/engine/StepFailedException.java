package dev.drydock.engine;

/** Ends a step with a {@link Failure}. */
public class StepFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public StepFailedException(Failure failure) {
        this(failure, null);
    }

    public StepFailedException(Failure failure, @org.jspecify.annotations.Nullable Throwable cause) {
        super(failure.problem(), cause);
        this.failure = failure;
    }

    public final Failure failure() {
        return failure;
    }
}
