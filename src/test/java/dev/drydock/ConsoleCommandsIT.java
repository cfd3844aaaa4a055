package dev.drydock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.web.FakeInstallation;
import dev.drydock.web.RunningConsole;
import dev.drydock.web.SandboxConsole;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The commands that ask a console: one that runs, or the one that they are themselves. */
class ConsoleCommandsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    private int execute(String... args) {
        out = new StringWriter();
        err = new StringWriter();
        return Drydock.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private static String[] with(List<String> common, String... more) {
        var all = new ArrayList<>(List.of(more));
        all.addAll(common);
        return all.toArray(String[]::new);
    }

    @Test
    void plansUpgradesTellsAndGoesBackWithoutAnyConsole() throws Exception {
        var world = SandboxConsole.create(directory, Sandbox.Kind.SQLITE);
        var sandbox = world.sandbox();
        var place = List.of(
                "--home",
                world.home().toString(),
                "--commands",
                sandbox.commands().toString());
        var told = directory.resolve("told");
        var hook = Files.writeString(
                directory.resolve("hook"), "#!/bin/sh\necho \"$DRYDOCK_EVENT $DRYDOCK_UPGRADE $#\" >>" + told + "\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
        try {
            assertThat(execute(with(
                            place,
                            "upgrade",
                            "--config",
                            sandbox.configuration().toString(),
                            "--commands-name",
                            sandbox.name(),
                            "--release",
                            sandbox.release().toString(),
                            "--until",
                            "export",
                            "--on-event",
                            hook.toString(),
                            "--yes")))
                    .as(out + "\n" + err)
                    .isZero();
            assertThat(out.toString()).contains("Make the directories", "Safe to go back now?");
            await(told);
            assertThat(Files.readString(told)).matches("waiting \\d{8}-\\d{6} 0\n");

            assertThat(execute(with(place, "status", "--json")))
                    .as(err.toString())
                    .isZero();
            var id = JSON.readTree(out.toString()).path("id").asString();
            assertThat(JSON.readTree(out.toString()).path("state").asString()).isEqualTo("waiting");

            assertThat(execute(with(place, "upgrade", id, "--until", "backup", "--yes", "--json")))
                    .as(err.toString())
                    .isZero();
            assertThat(out.toString().lines())
                    .allSatisfy(
                            line -> assertThat(JSON.readTree(line).isObject()).isTrue());

            assertThat(execute(with(place, "rollback", "--yes")))
                    .as(out + "\n" + err)
                    .isZero();
            assertThat(world.isRunning()).isTrue();
            assertThat(execute(with(place, "status"))).isEqualTo(4);
            assertThat(execute(with(place, "cleanup"))).isEqualTo(1);
            assertThat(err.toString()).contains("to confirm it");
        } finally {
            world.stopServer();
        }
    }

    private static void await(Path file) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(file) || file.toFile().length() == 0) {
            assertThat(System.nanoTime()).as(file.toString()).isLessThan(end);
        }
    }

    @Test
    void asksTheConsoleThatRuns() throws Exception {
        var installation = FakeInstallation.in(directory);
        var home = directory.resolve("home");
        try (var console = RunningConsole.start(installation.settings(home))) {
            var planned = execute(
                    "plan", "--config", installation.config().toString(), "--name", "mail", "--home", home.toString());

            assertThat(planned).as(out + "\n" + err).isIn(0, 3);
            assertThat(out.toString()).contains("Findings: ", "Prepare: ");
            assertThat(console.get("/api/v1/upgrades").json().path("upgrades").size())
                    .isOne();

            assertThat(execute(
                            "upgrade",
                            "--config",
                            installation.config().toString(),
                            "--name",
                            "mail",
                            "--yes",
                            "--home",
                            home.toString()))
                    .as("without a program to install")
                    .isEqualTo(3);
            assertThat(out + "\n" + err).contains("FAIL", "The checks forbid");

            assertThat(execute("link", "--home", home.toString())).isZero();
            assertThat(out.toString()).startsWith("http://127.0.0.1:" + console.port() + "/login?code=");
        }
        assertThat(execute("link", "--home", home.toString())).isOne();
        assertThat(err.toString()).contains("No console runs on");
    }

    @Test
    void tellsMistakesAsUsageAndRefusalsAsFailures() throws Exception {
        var home = directory.resolve("home").toString();

        assertThat(execute("plan", "--home", home)).isEqualTo(2);
        assertThat(err.toString()).contains("--config");
        assertThat(execute("upgrade", "--home", home, "--yes")).isEqualTo(2);
        assertThat(execute("status", "--home", home)).isOne();
        assertThat(err.toString()).contains("There is no upgrade");
        assertThat(execute("plan", "--config", "/nowhere/config.toml", "--name", "x", "--home", home, "--json"))
                .isOne();
        assertThat(JSON.readTree(err.toString()).path("code").asString()).isEqualTo("configuration-unreadable");
    }
}
