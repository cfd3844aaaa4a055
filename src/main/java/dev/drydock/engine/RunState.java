package dev.drydock.engine;

import java.util.EnumSet;
import java.util.Set;

/** The states of a run, and the legal moves between them. */
public enum RunState {
    PLANNED("planned"),
    RUNNING("running"),
    /** Stands still until somebody decides or gives something; the run says what. */
    WAITING("waiting"),
    FAILED("failed"),
    /** Derived when a console starts: a step recorded as running has no living owner. */
    INTERRUPTED("interrupted"),
    SUCCEEDED("succeeded"),
    CANCELLED("cancelled"),
    ROLLING_BACK("rolling-back"),
    ROLLED_BACK("rolled-back");

    private final String title;

    RunState(String title) {
        this.title = title;
    }

    /** The word in REST and for people. */
    public String title() {
        return title;
    }

    /** Whether some thread of some console is at work in this state. */
    public boolean isActive() {
        return this == RUNNING || this == ROLLING_BACK;
    }

    /** Whether all is done, one way or the other: nothing of it is left for a later console to go on with. */
    public boolean isOver() {
        return this == SUCCEEDED || this == ROLLED_BACK;
    }

    /** The states that may follow this one. */
    public Set<RunState> next() {
        return switch (this) {
            case PLANNED -> EnumSet.of(RUNNING, CANCELLED);
            case RUNNING -> EnumSet.of(WAITING, FAILED, INTERRUPTED, SUCCEEDED, CANCELLED);
            case WAITING, FAILED, INTERRUPTED -> EnumSet.of(RUNNING, ROLLING_BACK, CANCELLED);
            case SUCCEEDED -> EnumSet.of(ROLLING_BACK);
            case CANCELLED -> EnumSet.of(RUNNING, ROLLING_BACK);
            case ROLLING_BACK -> EnumSet.of(ROLLED_BACK, FAILED, INTERRUPTED, CANCELLED, WAITING);
            case ROLLED_BACK -> EnumSet.of(RUNNING);
        };
    }

    public boolean mayBecome(RunState state) {
        return next().contains(state);
    }

    /** The state with this {@link #title()}. */
    public static RunState of(String title) {
        for (var state : values()) {
            if (state.title.equals(title)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no run state " + title);
    }
}
