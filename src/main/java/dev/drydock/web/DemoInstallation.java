package dev.drydock.web;

import dev.drydock.conversion.StoreException;
import dev.drydock.demo.Sandbox;
import dev.drydock.host.Command;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.CommandVectors;
import dev.drydock.host.HostException;
import dev.drydock.host.LineConsumer;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The sandbox that a demonstration upgrades, and its server, which is started and stopped by the sandbox's commands. */
public final class DemoInstallation {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Sandbox sandbox;
    private final CommandVectors.Vectors vectors;
    private final CommandRunner runner = new CommandRunner();

    private DemoInstallation(Sandbox sandbox, CommandVectors.Vectors vectors) {
        this.sandbox = sandbox;
        this.vectors = vectors;
    }

    /** Finds the sandbox of a home, or makes one with SQLite, and sees to it that its server runs. */
    static DemoInstallation in(Path home) throws IOException, InterruptedException {
        var directory = home.resolve("mail");
        return started(directory, Sandbox.Kind.SQLITE);
    }

    /**
     * Finds the sandbox of a directory, or makes one, and sees to it that its server runs.
     *
     * @param kind of the store, where the sandbox is made
     */
    public static DemoInstallation started(Path directory, Sandbox.Kind kind) throws IOException, InterruptedException {
        try {
            var sandbox = Files.isDirectory(directory) ? Sandbox.at(directory) : Sandbox.create(directory, kind);
            var vectors = CommandVectors.read(sandbox.commands())
                    .find(sandbox.name())
                    .orElseThrow(() -> new IOException("The sandbox " + directory + " has no commands; delete it"));
            var installation = new DemoInstallation(sandbox, vectors);
            installation.start();
            return installation;
        } catch (StoreException | HostException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void start() throws HostException, IOException, InterruptedException {
        if (isRunning()) {
            return;
        }
        var log = sandbox.directory().resolve("logs/server.log");
        var server =
                runner.start(vectors.start().command(sandbox.configuration()).withOutputTo(log), LineConsumer.NOBODY);
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!isRunning()) {
            if (!server.isAlive() || System.nanoTime() > end) {
                throw new IOException("The server of the sandbox does not answer; see " + log);
            }
        }
    }

    private boolean isRunning() throws HostException, InterruptedException {
        return run(vectors.probe().command(sandbox.configuration()));
    }

    /** Stops the server; nothing else of the sandbox goes away. */
    public void stop() {
        try {
            run(vectors.stop().command(sandbox.configuration()));
        } catch (HostException e) {
            // The process is about to end, and has said all it had to say.
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean run(Command command) throws HostException, InterruptedException {
        return runner.run(command.withLimit(LIMIT)).isSuccess();
    }

    /** Where everything of it lies. */
    public Path directory() {
        return sandbox.directory();
    }

    /** What an upgrade of it asks for. */
    public UpgradeRequest request() {
        return UpgradeRequest.of(
                sandbox.configuration(),
                UpgradeRequest.Deployment.command(sandbox.name()),
                new UpgradeRequest.ReleaseChoice(sandbox.release(), null, null));
    }

    /** Settings of a console that offers to upgrade it. */
    public ConsoleSettings offered(ConsoleSettings settings) {
        return settings.withCommands(sandbox.commands()).suggesting(request());
    }
}
