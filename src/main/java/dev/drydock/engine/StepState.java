package dev.drydock.engine;

/** The states of a step, and, derived from its steps, of a phase. */
public enum StepState {
    PENDING("pending"),
    RUNNING("running"),
    SUCCEEDED("succeeded"),
    FAILED("failed"),
    SKIPPED("skipped"),
    /** Begun by an owner that is gone; whether it is done, only the world can tell. */
    INTERRUPTED("interrupted"),
    UNDONE("undone");

    private final String title;

    StepState(String title) {
        this.title = title;
    }

    /** The word in REST and for people. */
    public String title() {
        return title;
    }

    /** Whether it may have left traces in the world that going back has to remove. */
    public boolean hasBegun() {
        return this != PENDING && this != UNDONE && this != SKIPPED;
    }

    /** The state with this {@link #title()}. */
    public static StepState of(String title) {
        for (var state : values()) {
            if (state.title.equals(title)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no step state " + title);
    }
}
