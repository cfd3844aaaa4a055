package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.RunState;
import dev.drydock.upgrade.phase.StoppedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole upgrades of a sandbox by stand-ins: they prove the flow, and nothing about the translation. */
class UpgradeFlowIT {

    @TempDir
    private Path directory;

    private SandboxUpgrade world;

    @AfterEach
    void stop() throws Exception {
        if (world != null) {
            world.stopServer();
        }
    }

    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void upgradesARunningServer(Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        world.startServer();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());

            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            assertThat(world.isRunning()).isTrue();
            world.stopServer();
            assertThat(world.compare(upgrade).isEqual()).isTrue();
            var report = upgrades.report(upgrade);
            assertThat(report.families()).isNotEmpty().anyMatch(family -> family.added() > 0);
            assertThat(report.stoppedSeconds()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepare", "stop", "export", "backup", "install", "import", "trial", "start"})
    void goesBackFromEveryPhaseToTheSameBytes(String phase) throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        var before = world.snapshot();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, phase);
            upgrades.await(upgrade);
            assertThat(state(upgrade))
                    .as(log(upgrades, upgrade))
                    .isEqualTo(phase.equals("start") ? RunState.SUCCEEDED : RunState.WAITING);

            upgrades.rollback(upgrade);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            deleteKeptStore(upgrade);
            assertThat(before.differences(world.snapshot())).isEmpty();
        }
    }

    /** What a machine leaves that stops between the two halves of setting the old store aside. */
    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void goesBackWhereTheOldStoreHasItsNewNameAndNothingHasTheOldOne(Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        var before = world.snapshot();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, "backup");
            upgrades.await(upgrade);
            Files.delete(upgrade.blueprint().store().onDisk().directory());

            upgrades.rollback(upgrade);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(before.differences(world.snapshot())).isEmpty();
        }
    }

    /** The store that v0.8.0 has served is kept, beside what was there before. */
    private static void deleteKeptStore(Upgrade upgrade) throws Exception {
        var data = upgrade.blueprint().store().onDisk().directory();
        var kept = data.resolveSibling(data.getFileName() + "-v0.8.0-" + upgrade.id());
        if (Files.isDirectory(kept)) {
            var parent = kept.getParent();
            var time = Files.getLastModifiedTime(parent);
            dev.drydock.host.HostFiles.deleteTree(kept);
            Files.setLastModifiedTime(parent, time);
        }
    }

    @Test
    void startsTheOldServerAgainWhenGoingBack() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.ROCKSDB);
        world.startServer();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, "install");
            upgrades.await(upgrade);
            assertThat(world.isRunning()).isFalse();

            upgrades.rollback(upgrade);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(world.isRunning()).isTrue();
            assertThat(upgrades.report(upgrade).stoppedSeconds()).isNotNull();
        }
    }

    @Test
    void doesNotCountAsStoppedWhatTheNewServerHasServed() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        world.startServer();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            var there = stopped(upgrade);
            Thread.sleep(1_000);

            var turned = Instant.now();
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
            var back = Duration.between(turned, Instant.now());

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(stopped(upgrade)).isGreaterThan(there).isLessThanOrEqualTo(there.plus(back));
            assertThat(upgrade.run().read(StoppedTime::isStopped)).isFalse();
            var worked = upgrade.run().read(record -> record.attempt().worked(Instant.now()));
            assertThat(worked).isGreaterThan(stopped(upgrade));
        }
    }

    private static Duration stopped(Upgrade upgrade) {
        return upgrade.run()
                .read(record -> StoppedTime.of(record, Instant.now()).orElseThrow());
    }

    @Test
    void answersASecondPressWithTheRunInProgress() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, "export");

            var second = upgrades.plan(world.request());

            assertThat(second).isSameAs(upgrade);
            assertThatThrownBy(() -> upgrades.run(second, null)).isInstanceOf(RefusedException.class);
            upgrades.await(upgrade);
        }
    }

    @Test
    void refusesASecondConsoleOnOneHome() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        try (var upgrades = world.open()) {
            assertThat(upgrades.all()).isEmpty();

            assertThatThrownBy(() -> world.open())
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("Another console works on " + world.home());
        }
    }

    @Test
    void refusesToGoOnWithAnotherConfiguration() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        String id;
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            id = upgrade.id();
            upgrades.run(upgrade, "stop");
            upgrades.await(upgrade);
        }
        Files.writeString(world.configuration(), Files.readString(world.configuration()) + "\nchanged = true\n");

        try (var upgrades = world.open()) {
            assertThatThrownBy(() -> upgrades.get(id))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("is no longer what upgrade " + id + " was planned with");
        }
    }

    @Test
    void deletesWhatItKeptOnlyWhenItsNameIsWritten() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);
            var old = upgrade.blueprint().store().onDisk().old();
            assertThatThrownBy(() -> upgrades.cleanup(upgrade, "yes"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining(old.toString());
            assertThat(old).isDirectory();

            upgrades.cleanup(upgrade, old.toString());
            upgrades.awaitCleanup(upgrade);

            assertThat(old).doesNotExist();
            assertThat(upgrades.kept(upgrade)).isEmpty();
            assertThatThrownBy(() -> upgrades.rollback(upgrade))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("nothing to go back to");
        }
    }
}
