package dev.drydock.upgrade.phase;

/** What the steps of the trial have in common. */
final class Trial {

    /** Remembered before v0.8.0 runs for the first time. */
    static final String BEGUN = "trial.begun";

    /** Remembered once the trial has passed. */
    static final String PASSED = "trial.passed";

    private Trial() {}
}
