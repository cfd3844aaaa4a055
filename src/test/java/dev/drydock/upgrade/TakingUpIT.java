package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.JournalEntry;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.RunState;
import dev.drydock.host.Command;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.Processes;
import dev.drydock.journal.SqliteJournal;
import dev.drydock.upgrade.phase.ChildMark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a console finds of the upgrades of earlier ones, and says of those that are about to begin. */
class TakingUpIT {

    @TempDir
    private Path directory;

    private SandboxUpgrade world;

    @BeforeEach
    void create() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
    }

    private void changeConfiguration() throws Exception {
        Files.writeString(world.configuration(), "changed = true\n" + Files.readString(world.configuration()));
    }

    @Test
    void takesUpWhatIsOverWhateverBecameOfItsConfiguration() throws Exception {
        String id;
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            id = upgrade.id();
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            world.stopServer();
            upgrades.cleanup(upgrade, upgrade.blueprint().store().onDisk().old().toString());
            upgrades.awaitCleanup(upgrade);
        }
        changeConfiguration();

        try (var upgrades = world.open()) {
            var upgrade = upgrades.get(id);

            assertThat(state(upgrade)).isEqualTo(RunState.SUCCEEDED);
            assertThat(upgrades.report(upgrade).families()).isNotEmpty();
            assertThatThrownBy(() -> upgrades.rollback(upgrade))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("nothing to go back to");
        }
    }

    @Test
    void endsWhatADeadConsoleHadStartedForAnUpgradeThatItRefuses() throws Exception {
        String id;
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            id = upgrade.id();
            upgrades.run(upgrade, "prepare");
            upgrades.await(upgrade);
        }
        try (var journal = SqliteJournal.open(world.home(), Clock.systemUTC())) {
            journal.append(id, JournalEntry.Kind.STATE, "", "", Map.of("state", "running"));
        }
        var child = new CommandRunner()
                .start(
                        Command.of("sleep", "600")
                                .withVariable(
                                        ChildMark.VARIABLE,
                                        ChildMark.of(
                                                world.home().resolve("upgrades").resolve(id))),
                        (channel, line) -> {});
        var ofAnotherHome = new CommandRunner()
                .start(
                        Command.of("sleep", "600").withVariable(ChildMark.VARIABLE, "/elsewhere/upgrades/" + id),
                        (channel, line) -> {});
        changeConfiguration();

        try (var upgrades = world.open()) {
            assertThatThrownBy(() -> upgrades.get(id)).isInstanceOf(RefusedException.class);

            assertThat(Processes.isAlive(child.pid(), child.startTicks())).isFalse();
            assertThat(Processes.isAlive(ofAnotherHome.pid(), ofAnotherHome.startTicks()))
                    .isTrue();
        } finally {
            ofAnotherHome.terminate(Duration.ofSeconds(5));
        }
    }

    @Test
    @Timeout(120)
    void answersASecondPressBeforeTheFirstStepWithTheSameUpgrade() throws Exception {
        var pressed = new CountDownLatch(1);
        try (var upgrades = Upgrades.open(world.settings(place -> {
            if (place.equals("before STATE running")) {
                await(pressed);
            }
        }))) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, "prepare");

            var second = upgrades.plan(world.request());

            pressed.countDown();
            upgrades.await(upgrade);
            assertThat(second).isSameAs(upgrade);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(100, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
