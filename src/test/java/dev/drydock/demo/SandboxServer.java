package dev.drydock.demo;

import dev.drydock.host.CommandResult;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.CommandVectors;
import dev.drydock.host.LineConsumer;
import dev.drydock.host.RunningCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The server of a sandbox, started, probed and stopped by its commands, as Drydock does it. */
public final class SandboxServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final CommandRunner RUNNER = new CommandRunner();

    private final CommandVectors.Vectors vectors;
    private final Path configuration;
    private final Path log;
    private final RunningCommand running;

    private SandboxServer(CommandVectors.Vectors vectors, Path configuration, Path log, RunningCommand running) {
        this.vectors = vectors;
        this.configuration = configuration;
        this.log = log;
        this.running = running;
    }

    /** Starts the server and returns when it answers. */
    public static SandboxServer start(Sandbox sandbox) throws Exception {
        var server = launch(sandbox, sandbox.configuration());
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!server.probe().isSuccess()) {
            if (System.nanoTime() > end || !server.running.isAlive()) {
                server.close();
                throw new AssertionError("the server did not come up: " + server.log());
            }
            LockSupport.parkNanos(1_000_000);
        }
        return server;
    }

    /** Starts the server, which may not get far. */
    static SandboxServer launch(Sandbox sandbox, Path configuration) throws Exception {
        var vectors =
                CommandVectors.read(sandbox.commands()).find(sandbox.name()).orElseThrow();
        var log = Files.createTempFile(sandbox.directory().resolve("logs"), "server", ".log");
        var command = vectors.start().command(configuration).withOutputTo(log);
        return new SandboxServer(vectors, configuration, log, RUNNER.start(command, LineConsumer.NOBODY));
    }

    CommandResult probe() throws Exception {
        return RUNNER.run(vectors.probe().command(configuration).withLimit(PATIENCE));
    }

    /** Stops the server by the command for it; returns how that ended. */
    CommandResult stop() throws Exception {
        return RUNNER.run(vectors.stop().command(configuration).withLimit(PATIENCE));
    }

    RunningCommand running() {
        return running;
    }

    String log() throws Exception {
        return Files.readString(log);
    }

    @Override
    public void close() throws Exception {
        stop();
        running.waitFor();
    }
}
