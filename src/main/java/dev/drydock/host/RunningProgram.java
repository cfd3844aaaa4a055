package dev.drydock.host;

import java.time.Duration;
import java.util.Optional;

/** A program that was started, by itself or in a container. */
public interface RunningProgram {

    /** The number of its process on this machine; 0 where it had ended before that could be read. */
    long pid();

    /** When the process was started, in clock ticks since boot; 0 where it had ended before that could be read. */
    long startTicks();

    boolean isAlive();

    /** Waits no longer than this; empty where the program still runs. */
    Optional<CommandResult> waitFor(Duration time) throws HostException, InterruptedException;

    /** Asks it and all that it has started to end, kills after {@code grace}, returns when all are gone. */
    CommandResult terminate(Duration grace) throws HostException, InterruptedException;
}
