package dev.drydock.engine;

/**
 * Ends a step, or its undoing, that cannot go on before somebody has done something: the run waits, and does the step
 * again, in the direction in which it was going, when it is told to.
 */
public final class StepWaitsException extends StepFailedException {

    private static final long serialVersionUID = 1L;

    private final transient StepResult.Waiting waiting;

    /**
     * Says for what.
     *
     * @param what stable, for scripts, such as {@code clear}
     * @param text one sentence for people, without its full stop
     * @param command that somebody may run, one line of a shell
     */
    public StepWaitsException(String what, String text, String command) {
        super(Failure.of(what, text, command));
        this.waiting = new StepResult.Waiting(what, text, command);
    }

    public StepResult.Waiting waiting() {
        return waiting;
    }
}
