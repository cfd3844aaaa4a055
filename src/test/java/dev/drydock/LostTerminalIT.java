package dev.drydock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.demo.Sandbox;
import dev.drydock.web.SandboxConsole;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade from a terminal that goes away in the middle, as by a cut connection: it goes on to its end. */
class LostTerminalIT {

    private static final Path SCRIPT = Path.of("/usr/bin/script");

    @TempDir
    private Path directory;

    @Test
    void finishesTheUpgrade() throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT), "util-linux's script makes the terminal");
        var world = SandboxConsole.create(directory, Sandbox.Kind.SQLITE);
        var sandbox = world.sandbox();
        var place = List.of(
                "--home",
                world.home().toString(),
                "--commands",
                sandbox.commands().toString());
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.drydock.Drydock",
                "upgrade",
                "--config",
                sandbox.configuration().toString(),
                "--commands-name",
                sandbox.name(),
                "--release",
                sandbox.release().toString(),
                "--yes"));
        command.addAll(place);
        try {
            var terminal = new ProcessBuilder(
                            SCRIPT.toString(),
                            "--quiet",
                            "--flush",
                            "--command",
                            "exec "
                                    + command.stream()
                                            .map(word -> "'" + word + "'")
                                            .collect(Collectors.joining(" ")),
                            directory.resolve("typescript").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
            await(terminal, "export");
            var upgrade = terminal.children()
                    .filter(child -> child.info().command().orElse("").endsWith("java"))
                    .findFirst()
                    .orElseThrow();

            terminal.destroyForcibly().waitFor();

            // It had its terminal from the killed one: what it still prints goes nowhere.
            upgrade.onExit().get(4, TimeUnit.MINUTES);
            var out = new StringWriter();
            var status = Drydock.commandLine()
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(out))
                    .execute("status", place.get(0), place.get(1), place.get(2), place.get(3), "--json");
            assertThat(out.toString()).contains("\"state\":\"succeeded\"");
            assertThat(status).isZero();
        } finally {
            world.stopServer();
        }
    }

    private void await(Process terminal, String words) throws Exception {
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!Files.readString(directory.resolve("output")).contains(words)) {
            assertThat(terminal.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(directory.resolve("output")))
                    .isTrue();
            Thread.sleep(100);
        }
    }
}
