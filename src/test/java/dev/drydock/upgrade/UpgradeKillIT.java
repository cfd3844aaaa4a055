package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills the console at every place of the journal, one after the other in one upgrade: each next console takes up what
 * the last one has left and is killed a place further on.
 */
class UpgradeKillIT {

    private static final boolean EVERYWHERE = Boolean.getBoolean("drydock.campaign");
    private static final int KILLED = 128 + 9;

    @TempDir
    private Path directory;

    @AfterEach
    void stop() throws Exception {
        SandboxUpgrade.in(directory).stopServer();
    }

    private static Stream<Sandbox.Kind> kinds() {
        return EVERYWHERE ? Stream.of(Sandbox.Kind.values()) : Stream.of(Sandbox.Kind.SQLITE);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void goesOnToTheRightEndFromEveryPlace(Sandbox.Kind kind) throws Exception {
        var reference = Files.createDirectory(directory.resolve("reference"));
        SandboxUpgrade.create(reference, kind);
        assertThat(run(reference, "forward", List.of())).isZero();
        SandboxUpgrade.in(reference).stopServer();
        var world = SandboxUpgrade.create(directory, kind);

        var killed = killEverywhere("forward", places(reference));

        assertThat(killed).hasSizeGreaterThan(30);
        world.stopServer();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.all().iterator().next();
            assertThat(state(upgrade)).as(output(directory)).isEqualTo(RunState.SUCCEEDED);
            assertThat(world.compare(upgrade).isEqual()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void goesBackToTheSameBytesFromEveryPlace(Sandbox.Kind kind) throws Exception {
        var reference = Files.createDirectory(directory.resolve("reference"));
        SandboxUpgrade.create(reference, kind);
        assertThat(run(reference, "forward", List.of(TURN))).isEqualTo(KILLED);
        Files.delete(reference.resolve("places"));
        assertThat(run(reference, "back", List.of())).isZero();
        var world = SandboxUpgrade.create(directory, kind);
        var before = world.snapshot();
        assertThat(run(directory, "forward", List.of(TURN))).isEqualTo(KILLED);

        var killed = killEverywhere("back", places(reference));

        assertThat(killed).hasSizeGreaterThan(15);
        try (var upgrades = world.open()) {
            assertThat(state(upgrades.all().iterator().next()))
                    .as(output(directory))
                    .isEqualTo(RunState.ROLLED_BACK);
        }
        assertThat(before.differences(world.snapshot())).isEmpty();
    }

    /** Where the way back begins: the new server has been tried, and is about to be opened. */
    private static final String TURN = "after RESULT trial.run";

    /** Runs until the end; each run is killed at the first place behind the one that the run before was killed at. */
    private List<String> killEverywhere(String way, List<String> passed) throws Exception {
        var places = passed.stream()
                .distinct()
                // Every run passes these first, whatever comes behind them.
                .filter(place -> !place.contains(" STATE ") && !place.contains("PLANNED"))
                // Between what follows a write and what comes before the next one nothing happens but work, which the
                // place before the next one has behind it.
                .filter(place -> EVERYWHERE || place.startsWith("before "))
                .toList();
        var killed = new ArrayList<String>();
        var next = 0;
        while (next < places.size()) {
            var status = run(directory, way, places.subList(next, places.size()));
            if (status == 0) {
                break;
            }
            assertThat(status).as(output(directory)).isEqualTo(KILLED);
            var all = places(directory);
            var last = all.get(all.size() - 1);
            killed.add(last);
            next = places.indexOf(last) + 1;
        }
        assertThat(run(directory, way, List.of())).as(output(directory)).isZero();
        return killed;
    }

    private static List<String> places(Path world) throws Exception {
        return Files.readAllLines(world.resolve("places"));
    }

    private static String output(Path world) throws Exception {
        return Files.readString(world.resolve("output"));
    }

    private static int run(Path world, String way, List<String> fatal) throws Exception {
        var file = Files.write(world.resolve("fatal"), fatal);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillableUpgrade.class.getName(),
                        world.toString(),
                        way,
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(world.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
