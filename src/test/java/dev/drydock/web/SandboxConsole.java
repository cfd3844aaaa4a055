package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.FaultyPrograms;
import dev.drydock.demo.Sandbox;
import dev.drydock.engine.Failpoints;
import dev.drydock.foundationdb.ClusterSandbox;
import dev.drydock.host.Command;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.CommandVectors;
import dev.drydock.host.LineConsumer;
import dev.drydock.sql.Database;
import dev.drydock.sql.SqlSandbox;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.phase.Yard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A sandbox whose server runs, made of stand-ins for the mail server, and what is needed to upgrade it over REST. */
public record SandboxConsole(Sandbox sandbox, Path home) {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Between questions, which would take the processors from what is waited for. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    public static SandboxConsole create(Path directory, Sandbox.Kind kind) throws Exception {
        return running(directory, Sandbox.create(directory.resolve("mail"), kind));
    }

    /** The same around a copy of a store of v0.7.3. */
    public static SandboxConsole around(Path directory, Path store) throws Exception {
        return running(directory, Sandbox.around(directory.resolve("mail"), store));
    }

    /** A sandbox whose mail data lies in a database. */
    public static SandboxConsole on(Path directory, SqlServerKind kind, Database database) throws Exception {
        var sandbox = Sandbox.create(directory.resolve("mail"), Sandbox.Kind.SQLITE);
        SqlSandbox.use(sandbox.configuration(), kind, database);
        return running(directory, sandbox);
    }

    /** A sandbox whose mail data lies in a stand-in for a cluster. */
    public static SandboxConsole in(Path directory, ClusterSandbox cluster) throws Exception {
        return running(directory, cluster.sandbox());
    }

    /** The same as {@link #create}, with programs that misbehave when they are {@linkplain #programs told to}. */
    public static SandboxConsole createFaulty(Path directory, Sandbox.Kind kind) throws Exception {
        var sandbox = Sandbox.create(directory.resolve("mail"), kind);
        FaultyPrograms.wrap(sandbox.directory());
        return running(directory, sandbox);
    }

    private static SandboxConsole running(Path directory, Sandbox sandbox) throws Exception {
        // The stand-ins run under other accounts too.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        var made = new SandboxConsole(sandbox, directory.resolve("home"));
        made.startServer();
        return made;
    }

    public ConsoleSettings settings() {
        return ConsoleSettings.of(home, "1.2.3-test")
                .withCommands(sandbox.commands())
                .with(new Yard.Patience(LIMIT, LIMIT, LIMIT), Failpoints.NONE);
    }

    public String request() {
        return request(true);
    }

    /** The same, and whether what the official import leaves behind is added. */
    public String request(boolean extras) {
        return """
                {"installation": {"config": "%s", "deployment": {"kind": "command", "name": "%s"}},
                 "release": {"file": "%s"}, "trial": {"extras": %s}}""".formatted(sandbox.configuration(), sandbox.name(), sandbox.release(), extras);
    }

    /** What an upgrade of it asks for, as the form of a console offers it. */
    public UpgradeRequest suggestion() {
        return UpgradeRequest.of(
                sandbox.configuration(),
                UpgradeRequest.Deployment.command(sandbox.name()),
                new UpgradeRequest.ReleaseChoice(sandbox.release(), null, null));
    }

    /** The programs of a {@linkplain #createFaulty faulty} sandbox. */
    public FaultyPrograms programs() {
        return new FaultyPrograms(sandbox.directory());
    }

    /** Of the administrator, as it stands in the configuration. */
    public String password() throws IOException {
        return password(sandbox.configuration());
    }

    /** The same of a sandbox that lies where its own paths do not lead, such as in a container. */
    public static String password(Path configuration) throws IOException {
        var secret = Pattern.compile("secret = \"([^\"]+)\"").matcher(Files.readString(configuration));
        assertThat(secret.find()).isTrue();
        return secret.group(1);
    }

    private CommandVectors.Vectors vectors() throws Exception {
        return CommandVectors.read(sandbox.commands()).find(sandbox.name()).orElseThrow();
    }

    private void startServer() throws Exception {
        new CommandRunner()
                .start(
                        vectors()
                                .start()
                                .command(sandbox.configuration())
                                .withOutputTo(sandbox.directory().resolve("logs/admin.log")),
                        LineConsumer.NOBODY);
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!isRunning()) {
            assertThat(System.nanoTime()).as("the sandbox's server answers").isLessThan(end);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    public boolean isRunning() throws Exception {
        return run(vectors().probe().command(sandbox.configuration()));
    }

    public void stopServer() throws Exception {
        run(vectors().stop().command(sandbox.configuration()));
    }

    private static boolean run(Command command) throws Exception {
        return new CommandRunner().run(command.withLimit(LIMIT)).isSuccess();
    }

    /** Waits until nothing is at work on an upgrade; returns it as it is then. */
    public static JsonNode await(RunningConsole console, String location) throws IOException, InterruptedException {
        var end = System.nanoTime() + LIMIT.multipliedBy(3).toNanos();
        var view = console.get(location).json();
        while (view.path("atWork").asBoolean()) {
            assertThat(System.nanoTime()).as(view.toPrettyString()).isLessThan(end);
            LockSupport.parkNanos(PAUSE.toNanos());
            view = console.get(location).json();
        }
        return view;
    }
}
