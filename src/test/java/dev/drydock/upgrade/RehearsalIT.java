package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.Run;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.v073.Space;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.upgrade.blueprint.Rehearsal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conversions that are tried out while the old server works. */
class RehearsalIT {

    @TempDir
    private Path directory;

    private static Rehearsal rehearse(Upgrades upgrades, Upgrade upgrade) throws Exception {
        var run = upgrades.rehearsals().begin(upgrade);
        upgrades.rehearsals().await(upgrade);
        assertThat(run.read(RunRecord::state)).as(log(upgrades, run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(SandboxUpgrade.state(upgrade)).isEqualTo(RunState.PLANNED);
        return Rehearsal.read(upgrade.blueprint().home()).orElseThrow();
    }

    private static String log(Upgrades upgrades, Run run) {
        return upgrades.events(run.id(), 0, 1_000).toString();
    }

    private List<Path> leftovers() throws Exception {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("drydock-rehearsal"))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void findsAndMeasuresWhileTheServerServes(Sandbox.Kind kind) throws Exception {
        var sandbox = SandboxUpgrade.create(directory, kind);
        sandbox.startServer();
        try (var upgrades = sandbox.open()) {
            var upgrade = upgrades.plan(sandbox.request());

            var rehearsal = rehearse(upgrades, upgrade);

            assertThat(rehearsal.clean()).as(rehearsal.toString()).isTrue();
            assertThat(rehearsal.records()).isGreaterThan(100);
            assertThat(rehearsal.contents()).isGreaterThan(10);
            assertThat(rehearsal.convertSeconds()).isPositive();
            assertThat(rehearsal.compareSeconds()).isPositive();
            assertThat(leftovers()).isEmpty();
            assertThat(sandbox.isRunning()).isTrue();

            // And then for good, of the same store.
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);
            assertThat(SandboxUpgrade.state(upgrade))
                    .as(SandboxUpgrade.log(upgrades, upgrade))
                    .isEqualTo(RunState.SUCCEEDED);
            assertThatThrownBy(() -> upgrades.rehearsals().begin(upgrade))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("has begun");
        } finally {
            sandbox.stopServer();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_18", "MYSQL"})
    void leavesNothingInADatabase(SqlServerKind kind) throws Exception {
        var world = SqlWorld.create(directory, kind);
        var before = world.state();
        world.sandbox().startServer();
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(world.request());

            var rehearsal = rehearse(upgrades, upgrade);

            assertThat(rehearsal.clean()).as(rehearsal.toString()).isTrue();
            assertThat(rehearsal.records()).isGreaterThan(1_000);
            assertThat(rehearsal.contents()).isEqualTo(160);
            assertThat(rehearsal.contentBytes()).isPositive();
        } finally {
            world.sandbox().stopServer();
        }
        assertThat(world.state()).isEqualTo(before);
    }

    @Test
    void isStoppedAndThrownAway() throws Exception {
        var sandbox = SandboxUpgrade.create(directory, Sandbox.Kind.ROCKSDB);
        try (var upgrades = sandbox.open()) {
            var upgrade = upgrades.plan(sandbox.request());
            var before = sandbox.snapshot();
            var run = upgrades.rehearsals().begin(upgrade);
            upgrades.rehearsals().cancel(upgrade);
            upgrades.rehearsals().await(upgrade);

            assertThat(run.read(RunRecord::state)).isIn(RunState.CANCELLED, RunState.SUCCEEDED);
            assertThat(leftovers()).isEmpty();
            assertThat(before.differences(sandbox.snapshot())).isEmpty();
            assertThatThrownBy(() -> upgrades.rehearsals().cancel(upgrade)).isInstanceOf(RefusedException.class);
        }
    }

    /** What one has left that was cut off is removed by the next console. */
    @Test
    void isClearedAwayAfterAKill() throws Exception {
        var sandbox = SandboxUpgrade.create(directory, Sandbox.Kind.ROCKSDB);
        Path left;
        try (var upgrades = sandbox.open()) {
            var upgrade = upgrades.plan(sandbox.request());
            rehearse(upgrades, upgrade);
            left = upgrade.blueprint().store().onDisk().old().resolveSibling("drydock-rehearsal-" + upgrade.id());
        }
        Files.createDirectories(left.resolve("snapshot"));

        try (var upgrades = sandbox.open()) {
            assertThat(upgrades.all()).hasSize(1);
            assertThat(leftovers()).isEmpty();
        }
    }

    /** A content that does not match its name is told, and the plan stands. */
    @Test
    void tellsOfDamagedContents() throws Exception {
        var sandbox = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        var damaged = new AtomicBoolean();
        EditedStore.write(
                sandbox.mail().resolve("data").resolve("index.sqlite3"),
                (space, key, value) -> space == Space.BLOBS
                                && key.length == BlobHash.LENGTH
                                && value.length > 0
                                && damaged.compareAndSet(false, true)
                        ? Arrays.copyOf(value, value.length - 1)
                        : value,
                EditedStore.More.NONE);
        try (var upgrades = sandbox.open()) {
            var upgrade = upgrades.plan(sandbox.request());

            var rehearsal = rehearse(upgrades, upgrade);

            assertThat(rehearsal.clean()).isFalse();
            assertThat(rehearsal.damaged()).isOne();
            assertThat(rehearsal.examples()).anyMatch(line -> line.contains("does not match its name"));
        }
    }
}
