package dev.drydock.upgrade.phase;

import dev.drydock.engine.ChildProcess;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.Account;
import dev.drydock.host.Command;
import dev.drydock.host.CommandVectors;
import dev.drydock.host.HostException;
import dev.drydock.host.LineConsumer;
import dev.drydock.host.RunningProgram;
import dev.drydock.proof.Proof;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts and stops the server of one installation, by whatever keeps it. */
public interface ServerControl {

    /** How the server is kept, for people. */
    String describe();

    /**
     * Starts the server to live on, and returns once it says that it runs. Nothing holds it back any longer.
     *
     * @param configuration that it is to use
     * @param account to run as, where its keeper does not know better
     * @param output file for what it says, where its keeper has none
     */
    void start(StepContext context, Path configuration, Account account, Path output)
            throws StepFailedException, InterruptedException;

    /**
     * Starts the new server on trial, as it will run but for its configuration.
     *
     * @param mark {@linkplain ChildMark#of of the upgrade} that it must not outlive
     * @return the process that was started, or that it became; who started it says when it is a child no longer
     */
    ChildProcess startTrial(StepContext context, Path configuration, Account account, Path output, String mark)
            throws StepFailedException, InterruptedException;

    /** Asks the server on trial to stop, and takes away what was made for it; safe to repeat. */
    default void stopTrial(StepContext context, Path configuration) throws StepFailedException, InterruptedException {
        clearTrial(context);
    }

    /** Takes away what a trial that was cut short has left. */
    default void clearTrial(StepContext context) throws StepFailedException, InterruptedException {}

    /** Asks the server to stop and returns when the asking is over; whether it is gone is looked at elsewhere. */
    void stop(StepContext context, Path configuration) throws StepFailedException, InterruptedException;

    /** Keeps everybody from starting the server, over a reboot too; safe to repeat. What runs goes on running. */
    default void holdBack(StepContext context) throws StepFailedException, InterruptedException {}

    /** Whether nobody else can start it now; true as well where there is nobody who would. */
    default boolean isHeldBack() throws StepFailedException, InterruptedException {
        return true;
    }

    /** Lets it be started again; safe to repeat. The server itself is not started by that. */
    default void letGo(StepContext context) throws StepFailedException, InterruptedException {}

    /** What its keeper knows that speaks against its being stopped, each in a phrase; empty where nothing does. */
    default List<String> signs() throws StepFailedException, InterruptedException {
        return List.of();
    }

    /** Whether the server says that it runs. */
    boolean isRunning(Path configuration) throws StepFailedException, InterruptedException;

    /**
     * Starts a program of the server for a task, while the server is stopped.
     *
     * @param mark {@linkplain ChildMark#of of the upgrade} that it must not outlive
     */
    default RunningProgram start(Yard yard, ServerTask task, String mark, LineConsumer lines)
            throws StepFailedException, HostException, InterruptedException {
        return yard.runner().start(task.command(yard.blueprint()).withVariable(ChildMark.VARIABLE, mark), lines);
    }

    /** Takes away what a task that was cut short has left besides its files and processes; safe to repeat. */
    default void clear(ServerTask task) throws StepFailedException, InterruptedException {}

    /** A command of a shell that does a task. */
    default String taskCommand(Yard yard, ServerTask task) {
        var blueprint = yard.blueprint();
        var as = task.account() == null ? "" : Shell.as(task.account(), blueprint.console());
        return as + "env -i PATH=\"$PATH\" "
                + Command.of(task.vector(blueprint)).line();
    }

    /** The variables that the server starts with, where its keeper has them; empty where it has not. */
    default Optional<Map<String, String>> environment() throws HostException {
        return Optional.empty();
    }

    /** That what runs is the program of v0.8.0, where its keeper alone can tell. */
    default Optional<Proof> programProof() throws HostException {
        return Optional.empty();
    }

    /** Where it is reached from this machine, where that is another network than the machine's own. */
    default Optional<String> address() throws HostException {
        return Optional.empty();
    }

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
}
