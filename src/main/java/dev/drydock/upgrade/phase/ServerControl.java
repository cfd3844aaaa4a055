package dev.drydock.upgrade.phase;

import dev.drydock.engine.ChildProcess;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.Account;
import dev.drydock.host.CommandVectors;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Starts and stops the server of one installation, by whatever keeps it. */
public interface ServerControl {

    /** How the server is kept, for people. */
    String describe();

    /**
     * Starts the server and returns once it says that it runs.
     *
     * @param configuration that it is to use
     * @param account to run as
     * @param output file for what it says
     * @param mark {@linkplain ChildMark#of of the upgrade} that it must not outlive; empty where it is to live on
     * @return the process that was started, or that it became
     */
    Started start(StepContext context, Path configuration, Account account, Path output, String mark)
            throws StepFailedException, InterruptedException;

    /** Asks the server to stop and returns when the asking is over; whether it is gone is looked at elsewhere. */
    void stop(StepContext context, Path configuration) throws StepFailedException, InterruptedException;

    /** Whether the server says that it runs. */
    boolean isRunning(Path configuration) throws StepFailedException, InterruptedException;

    /** The commands that keep it, where commands do. */
    default Optional<CommandVectors.Vectors> vectors() {
        return Optional.empty();
    }

    /**
     * Commands of a shell that start it.
     *
     * @param as what stands in front of a command so that it runs as the right account, see {@link Shell#as}
     */
    List<String> startCommands(Path configuration, String as);

    /** A command of a shell that ends with 0 where it runs. */
    String probeCommand(Path configuration);

    /** Commands of a shell that stop it. */
    List<String> stopCommands(Path configuration);

    /**
     * A server that was started.
     *
     * @param process written down as a child of the run: who started it says when it is one no longer
     */
    record Started(ChildProcess process) {}
}
