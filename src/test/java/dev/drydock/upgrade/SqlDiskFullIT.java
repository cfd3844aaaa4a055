package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.Mount;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real database server whose disk has no room for the new store. */
class SqlDiskFullIT {

    private static final SqlServerKind KIND = SqlServerKind.POSTGRESQL_18;

    /** Too little for any new store, and enough for what a server changes in its catalogue. */
    private static final int LEFT = 512 << 10;

    @TempDir
    private Path directory;

    private SqlWorld world;
    private Mount disk;

    @BeforeEach
    void putTheDatabaseOnASmallDisk() throws Exception {
        world = SqlWorld.create(directory, KIND);
        disk = Mount.tmpfs(directory.resolve("disk"), "size=96m");
        var tables = Files.createDirectory(disk.directory().resolve("tables"));
        var name = world.kept().database().name();
        KIND.get()
                .administrate(List.of(
                        "CREATE TABLESPACE of_" + name + " LOCATION '" + tables + "'",
                        "ALTER DATABASE " + name + " SET TABLESPACE of_" + name));
    }

    @AfterEach
    void stop() throws Exception {
        world.sandbox().stopServer();
        var name = world.kept().database().name();
        KIND.get().administrate(List.of("DROP DATABASE " + name, "DROP TABLESPACE of_" + name));
        disk.close();
    }

    @Test
    void failsInWordsAndComesBackWhileFull() throws Exception {
        var before = world.state();
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(world.request());
            world.run(upgrades, upgrade, "backup", RunState.WAITING);
            fill();
            world.run(upgrades, upgrade, "import", RunState.FAILED);
            assertFull(upgrade);
            world.goBack(upgrades, upgrade);
            assertThat(world.state()).as("back while the disk is full").isEqualTo(before);
        }
    }

    @Tag("campaign")
    @Test
    void goesOnOnceThereIsRoom() throws Exception {
        var before = world.state();
        try (var upgrades = world.sandbox().open()) {
            var again = upgrades.plan(world.request());
            world.run(upgrades, again, "backup", RunState.WAITING);
            fill();
            world.run(upgrades, again, "import", RunState.FAILED);
            makeRoom();
            world.run(upgrades, again, "import", RunState.WAITING);
            var comparison = world.compare();
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
            world.goBack(upgrades, again);
            assertThat(world.state()).isEqualTo(before);
        }
    }

    @Test
    void failsInWordsWhereDrydockConverts() throws Exception {
        var before = world.state();
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(world.request().withEngine(UpgradeRequest.DIRECT));
            world.run(upgrades, upgrade, "stop", RunState.WAITING);
            fill();
            world.run(upgrades, upgrade, "convert", RunState.FAILED);
            assertFull(upgrade);
            assertThat(world.kept().checksum(world.kept().store())).isEqualTo(before.get(0));

            makeRoom();
            world.run(upgrades, upgrade, "convert", RunState.WAITING);
            var comparison = world.compare();
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
            fill();
            world.goBack(upgrades, upgrade);
            assertThat(world.state()).as("back while the disk is full").isEqualTo(before);
        }
    }

    private static void assertFull(Upgrade upgrade) {
        var failure = upgrade.run().read(RunRecord::failure).orElseThrow();
        assertThat(failure.problem() + failure.cause() + failure.lines())
                .contains("no space is left on the server's disk");
    }

    private void fill() throws IOException {
        var room = Files.getFileStore(disk.directory()).getUsableSpace() - LEFT;
        try (var file = Files.newOutputStream(disk.directory().resolve("ballast"))) {
            var zeros = new byte[64 << 10];
            for (var written = 0L; written < room; written += zeros.length) {
                file.write(zeros);
            }
        }
    }

    private void makeRoom() throws IOException {
        Files.delete(disk.directory().resolve("ballast"));
    }
}
