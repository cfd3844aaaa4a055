package dev.drydock.engine;

/**
 * A process that was started for a run. Process numbers are used again, so the start time is part of its identity.
 *
 * @param pid process number
 * @param startTicks when it started, in clock ticks since boot, as the kernel says; 0 where it does not say
 * @param what what it was started for, such as {@code import}
 */
public record ChildProcess(long pid, long startTicks, String what) {}
