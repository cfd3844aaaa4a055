package dev.drydock.engine;

/**
 * One change of the world that can be seen, checked and taken back.
 *
 * <p>All four operations are safe to repeat: after a kill the engine asks {@link #isDone} again and performs what is
 * not done, however far it had come. What a step has to remember for {@link #undo} it writes down through
 * {@link StepContext#remember} before it changes anything.
 */
public interface Step {

    /** Stable and unique within its plan, such as {@code export.run}. */
    String name();

    /** A few words for people. */
    String title();

    /** Whether the work is already done, by looking at the world and not at the journal. */
    boolean isDone(StepContext context) throws StepFailedException, InterruptedException;

    /** Does the work. */
    StepResult perform(StepContext context) throws StepFailedException, InterruptedException;

    /** Checks that the work is done as it should be; called after {@link #perform} and after a resume. */
    default void check(StepContext context) throws StepFailedException, InterruptedException {}

    /** Takes the work back, wholly or as far as it was done; does nothing where there is nothing to take back. */
    void undo(StepContext context) throws StepFailedException, InterruptedException;
}
