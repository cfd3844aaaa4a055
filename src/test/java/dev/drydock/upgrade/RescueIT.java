package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goes back with the rescue script alone, after the console was killed. */
class RescueIT {

    private static final int KILLED = 128 + 9;

    @TempDir
    private Path directory;

    private SandboxUpgrade world;

    @AfterEach
    void stop() throws Exception {
        world.stopServer();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before RESULT backup.store",
                "after RESULT install.configuration",
                "before RESULT import.run",
                "after RESULT start.server"
            })
    void goesBackWithoutDrydock(String place) throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        var before = world.snapshot();
        assertThat(upgradeUntil(place)).isEqualTo(KILLED);

        assertThat(rescue("back")).as(output()).isZero();
        assertThat(world.isRunning()).isTrue();
        assertThat(rescue("back")).as("a second time: " + output()).isZero();

        world.stopServer();
        var differences = before.differences(world.snapshot()).stream()
                // A shell leaves times of directories; the store that v0.8.0 has served is kept beside the old one, and
                // v0.7.3 has its own files while it runs.
                .filter(line -> !line.contains(": time ") && !line.startsWith("data-v0.8.0-"))
                .toList();
        assertThat(differences).isEmpty();
        assertThat(Files.readString(upgrade().resolve("RESCUE.txt")))
                .contains(world.mail().resolve("data-v0.7.3").toString(), "rescue.sh back");
    }

    @Test
    void refusesBesideALivingConsole() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, "prepare");
            upgrades.await(upgrade);

            assertThat(rescue("back")).isEqualTo(3);

            assertThat(output())
                    .contains("Drydock itself still runs as process "
                            + ProcessHandle.current().pid());
            assertThat(upgrade.blueprint().staging()).isDirectory();
        }
    }

    private Path upgrade() throws Exception {
        try (var upgrades = Files.list(world.home().resolve("upgrades"))) {
            return upgrades.findFirst().orElseThrow();
        }
    }

    private int rescue(String way) throws Exception {
        return run(List.of("sh", upgrade().resolve("rescue.sh").toString(), way));
    }

    private int upgradeUntil(String place) throws Exception {
        var fatal = Files.write(directory.resolve("fatal"), List.of(place));
        return run(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KillableUpgrade.class.getName(),
                directory.toString(),
                "forward",
                fatal.toString()));
    }

    private int run(List<String> command) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private String output() throws Exception {
        return Files.readString(directory.resolve("output"));
    }
}
