package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.FaultyPrograms;
import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunState;
import dev.drydock.host.Processes;
import dev.drydock.upgrade.phase.ChildMark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills the console at every place of the journal, one after the other in one upgrade: each next console takes up what
 * the last one has left and is killed a place further on.
 */
class UpgradeKillIT {

    private static final boolean EVERYWHERE = Boolean.getBoolean("drydock.campaign");

    @TempDir
    private Path directory;

    private KillableConsole console;

    @BeforeEach
    void name() {
        console = new KillableConsole(directory);
    }

    @AfterEach
    void stop() throws Exception {
        SandboxUpgrade.in(directory).stopServer();
    }

    private KillableConsole reference(Sandbox.Kind kind) throws Exception {
        var reference = Files.createDirectory(directory.resolve("reference"));
        SandboxUpgrade.create(reference, kind);
        return new KillableConsole(reference);
    }

    private static Stream<Sandbox.Kind> kinds() {
        return EVERYWHERE ? Stream.of(Sandbox.Kind.values()) : Stream.of(Sandbox.Kind.SQLITE);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void goesOnToTheRightEndFromEveryPlace(Sandbox.Kind kind) throws Exception {
        var reference = reference(kind);
        assertThat(reference.run("forward", List.of())).isZero();
        SandboxUpgrade.in(reference.directory()).stopServer();
        var world = SandboxUpgrade.create(directory, kind);

        var killed = killEverywhere("forward", reference.places());

        assertThat(killed).hasSizeGreaterThan(EVERYWHERE ? 30 : 6);
        world.stopServer();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.all().iterator().next();
            assertThat(state(upgrade)).as(console.output()).isEqualTo(RunState.SUCCEEDED);
            assertThat(world.compare(upgrade).isEqual()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void goesBackToTheSameBytesFromEveryPlace(Sandbox.Kind kind) throws Exception {
        var reference = reference(kind);
        assertThat(reference.run("forward", List.of(TURN))).isEqualTo(KillableConsole.KILLED);
        Files.delete(reference.directory().resolve("places"));
        assertThat(reference.run("back", List.of())).isZero();
        var world = SandboxUpgrade.create(directory, kind);
        var before = world.snapshot();
        assertThat(console.run("forward", List.of(TURN))).isEqualTo(KillableConsole.KILLED);

        var killed = killEverywhere("back", reference.places());

        assertThat(killed).hasSizeGreaterThan(EVERYWHERE ? 15 : 2);
        try (var upgrades = world.open()) {
            assertThat(state(upgrades.all().iterator().next()))
                    .as(console.output())
                    .isEqualTo(RunState.ROLLED_BACK);
        }
        assertThat(before.differences(world.snapshot())).isEmpty();
    }

    @Test
    void endsTheImportThatAKilledConsoleHasLeftAtWork() throws Exception {
        var world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        var programs = FaultyPrograms.wrap(world.mail());
        programs.misbehave("import", "sleep 600");
        assertThat(console.run("forward", List.of("after CHILD_STARTED import.run")))
                .isEqualTo(KillableConsole.KILLED);
        var left = Processes.withVariable(ChildMark.VARIABLE, ChildMark.of(console.upgrade()));
        assertThat(left).as(console.output()).isNotEmpty();
        programs.behave();

        assertThat(console.run("forward", List.of())).as(console.output()).isZero();

        assertThat(console.output())
                .startsWith(RunState.INTERRUPTED.title() + "\n")
                .contains("Ending process " + left.get(0).pid() + " (import)");
        for (var process : left) {
            assertThat(Processes.isAlive(process.pid(), process.startTicks())).isFalse();
        }
        world.stopServer();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.all().iterator().next();
            assertThat(world.compare(upgrade).isEqual()).isTrue();
        }
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
                // And between the end of a step and the beginning of the next one nothing is half done.
                .filter(place -> EVERYWHERE || (place.startsWith("before ") && !place.contains("INTENT ")))
                .toList();
        // One after the other takes long: by default every third place.
        return console.killAtEach(way, places, EVERYWHERE ? 1 : 3);
    }
}
