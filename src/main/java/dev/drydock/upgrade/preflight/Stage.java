package dev.drydock.upgrade.preflight;

/** How far the upgrade is that the checks are for. */
enum Stage {
    /** Not one of its steps has left a trace. */
    BEFORE,
    /** Something of it is there, so its own names are taken by itself. */
    UNDER_WAY,
    /** v0.8.0 is installed with its store, and the old store lies aside. */
    AFTER
}
