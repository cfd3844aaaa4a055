package dev.drydock.engine;

import org.jspecify.annotations.Nullable;

/** What a step reports after its work; only the engine writes it down. */
public sealed interface StepResult {

    /**
     * The step has done its work.
     *
     * @param detail one phrase for the timeline, such as {@code 854 records}; may be empty
     */
    record Done(String detail) implements StepResult {}

    /**
     * The step has nothing to do here, for a reason.
     *
     * @param reason one phrase for people
     */
    record Skipped(String reason) implements StepResult {}

    /**
     * The step cannot go on by itself; the run waits, and performs the step again when told to go on.
     *
     * @param what stable, for scripts, such as {@code credentials}
     * @param text one sentence for people
     * @param command that somebody may have to run first, one line of a shell; null where there is none
     */
    record Waiting(String what, String text, @Nullable String command) implements StepResult {
        /** For something that no command does. */
        public Waiting(String what, String text) {
            this(what, text, null);
        }
    }

    static StepResult done() {
        return new Done("");
    }

    static StepResult done(String detail) {
        return new Done(detail);
    }
}
