package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunState;
import dev.drydock.host.HostFiles;
import dev.drydock.store.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A store that shares its directory, or lies at the root of a volume, under a server that goes on writing after the plan. */
class SharedDirectoryIT {

    @TempDir
    private Path directory;

    private SandboxUpgrade world;

    @AfterEach
    void stop() throws Exception {
        world.stopServer();
    }

    private Path data() {
        return world.mail().resolve("data");
    }

    @ParameterizedTest
    @MethodSource("dev.drydock.upgrade.SandboxKinds#rocksDb")
    void takesAlongWhatTheServerWroteAfterThePlan(Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        Files.writeString(data().resolve("2024.log-of-mine"), "not the store's\n");
        upgradesAndGoesBack(kind);
    }

    @Test
    void upgradesAStoreAtTheRootOfAVolume() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.ROCKSDB);
        var aside = data().resolveSibling("aside");
        Files.move(data(), aside);
        try (var volume = Mount.tmpfs(data(), "mode=0700")) {
            try (var files = Files.list(aside)) {
                for (var file : files.toList()) {
                    Files.move(file, volume.directory().resolve(file.getFileName()));
                }
            }
            Files.delete(aside);
            upgradesAndGoesBack(Sandbox.Kind.ROCKSDB);
        }
    }

    @Test
    void losesNothingOfAMoveThatWasCutShort() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        Files.writeString(data().resolve("notes"), "not the store's\n");
        writeLog();
        var before = world.snapshot();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            var log = upgrade.blueprint().store().onDisk().old().resolve("index.sqlite3-wal");
            upgrades.run(upgrade, "backup");
            upgrades.await(upgrade);
            // As a kill between two of its moves leaves it.
            Files.move(log, data().resolve(log.getFileName()));
            upgrades.run(upgrade, "install");
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);
            assertThat(log).as("moved by the second try").isNotEmptyFile();

            Files.move(log, data().resolve(log.getFileName()));
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(before.differences(world.snapshot())).isEmpty();
        }
    }

    private void upgradesAndGoesBack(Sandbox.Kind kind) throws Exception {
        world.startServer();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            assertThat(upgrade.blueprint().store().onDisk().wholeDirectory()).isFalse();
            write(kind);
            var before = world.snapshot();
            var names = names();

            upgrades.run(upgrade, "backup");
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);
            assertThat(names(upgrade.blueprint().store().onDisk().old()))
                    .isSubsetOf(names)
                    .isNotEmpty();
            assertThat(names())
                    .doesNotContainAnyElementsOf(
                            names(upgrade.blueprint().store().onDisk().old()));
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            world.stopServer();
            assertThat(world.compare(upgrade).isEqual()).isTrue();

            upgrades.rollback(upgrade);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(world.isRunning()).isTrue();
            world.stopServer();
            var time = Files.getLastModifiedTime(data());
            HostFiles.deleteTree(data().resolve("data-v0.8.0-" + upgrade.id()));
            Files.setLastModifiedTime(data(), time);
            assertThat(before.differences(world.snapshot())).isEmpty();
        }
    }

    /** What a server does by itself: RocksDB begins another manifest, SQLite a log beside its file. */
    private void write(Sandbox.Kind kind) throws Exception {
        if (kind == Sandbox.Kind.SQLITE) {
            writeLog();
            return;
        }
        var current = data().resolve("CURRENT");
        var manifest = data().resolve(Files.readString(current).strip());
        Files.move(manifest, data().resolve("MANIFEST-000987"));
        Files.writeString(current, "MANIFEST-000987\n");
        Files.setLastModifiedTime(current, FileTime.fromMillis(1_700_000_000_000L));
    }

    private void writeLog() throws Exception {
        var file = data().resolve("index.sqlite3");
        var log = data().resolve("index.sqlite3-wal");
        byte[] withoutLog;
        byte[] written;
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = wal");
            statement.execute("PRAGMA wal_autocheckpoint = 0");
            // One that is written and taken back: the records are the same, and the log has pages.
            statement.execute("INSERT INTO v VALUES (x'ffffffffffff', x'00')");
            statement.execute("DELETE FROM v WHERE k = x'ffffffffffff'");
            withoutLog = Files.readAllBytes(file);
            written = Files.readAllBytes(log);
        }
        assertThat(written).isNotEmpty();
        // The last connection has brought the log into the file; a server that goes on would not have.
        Files.write(file, withoutLog);
        Files.write(log, written);
    }

    private List<String> names() throws Exception {
        return names(data());
    }

    private static List<String> names(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
