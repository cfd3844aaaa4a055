package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.store.StoreVersion;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.BlueprintFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Goes back, and on, with the rescue script alone, after the console was killed. */
class RescueIT {

    @TempDir
    private Path directory;

    private SandboxUpgrade world;
    private KillableConsole console;

    @BeforeEach
    void name() {
        console = new KillableConsole(directory);
    }

    @AfterEach
    void stop() throws Exception {
        world.stopServer();
    }

    /** Where most phases end, and two places within steps; the campaign has all of them, for both stores. */
    @ParameterizedTest
    @CsvSource({
        "before RESULT backup.store, SQLITE",
        "after RESULT backup.store, ROCKSDB",
        "after RESULT start.server, SQLITE"
    })
    void goesBackWithoutDrydock(String place, Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        goesBackFrom(place);
    }

    @Tag("campaign")
    @ParameterizedTest
    @CsvSource({
        "after RESULT prepare.observe, SQLITE",
        "after RESULT prepare.observe, ROCKSDB",
        "after RESULT stop.server, SQLITE",
        "after RESULT stop.server, ROCKSDB",
        "after RESULT export.compare, SQLITE",
        "after RESULT export.compare, ROCKSDB",
        "before RESULT backup.store, ROCKSDB",
        "after RESULT backup.store, SQLITE",
        "after RESULT install.configuration, SQLITE",
        "after RESULT install.configuration, ROCKSDB",
        "before RESULT import.run, SQLITE",
        "before RESULT import.run, ROCKSDB",
        "after RESULT import.extras, SQLITE",
        "after RESULT import.extras, ROCKSDB",
        "after RESULT trial.queue-back, SQLITE",
        "after RESULT trial.queue-back, ROCKSDB",
        "after RESULT start.account, ROCKSDB"
    })
    void goesBackWithoutDrydockOnTheOtherStores(String place, Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        goesBackFrom(place);
    }

    @ParameterizedTest
    @MethodSource("dev.drydock.upgrade.SandboxKinds#sqlite")
    void goesBackWithoutDrydockWhereTheDirectoryIsShared(Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        Files.writeString(world.mail().resolve("data/2024.log-of-mine"), "not the store's\n");
        goesBackFrom("after RESULT start.server");
    }

    private void goesBackFrom(String place) throws Exception {
        world.startServer();
        var before = world.snapshot();
        assertThat(console.run("forward", List.of(place))).as(console.output()).isEqualTo(KillableConsole.KILLED);

        assertThat(console.rescue("back")).as(console.output()).isZero();
        assertThat(world.isRunning()).isTrue();
        assertThat(console.rescue("back"))
                .as("a second time: " + console.output())
                .isZero();

        world.stopServer();
        assertThat(SandboxUpgrade.thatMatter(before.differences(world.snapshot())))
                .isEmpty();
        assertThat(Files.readString(console.upgrade().resolve("RESCUE.txt"))).contains("-v0.7.3", "rescue.sh back");
    }

    @ParameterizedTest
    @MethodSource("dev.drydock.upgrade.SandboxKinds#rocksDb")
    void goesOnWithoutDrydockByTheOfficialImport(Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        assertThat(console.run("forward", List.of("after RESULT export.compare")))
                .as(console.output())
                .isEqualTo(KillableConsole.KILLED);

        assertThat(console.rescue("on")).as(console.output()).isZero();

        assertThat(world.isRunning()).isTrue();
        assertThat(world.configuration()).content().contains("Written by Drydock for v0.8.0", "certificate");
        world.stopServer();
        var store = blueprint().store().onDisk();
        assertThat(SandboxUpgrade.driver(store.path()).at(store.path()).detect())
                .isEqualTo(StoreVersion.V0_8_0);
        assertThat(SandboxUpgrade.driver(store.oldPath()).at(store.oldPath()).detect())
                .isEqualTo(StoreVersion.V0_7_3);
    }

    @Test
    void goesOnWithoutTheConsoleButNotWithoutTheQueue() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        assertThat(console.run("forward", List.of("after RESULT trial.queue-aside")))
                .as(console.output())
                .isEqualTo(KillableConsole.KILLED);
        var program = console.upgrade().resolve("drydock.sh");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-------"));

        assertThat(console.rescue("on")).isEqualTo(1);

        assertThat(console.output()).contains("The queue is set aside", "amend take-back");
        assertThat(world.isRunning()).isFalse();
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        assertThat(console.rescue("on")).as(console.output()).isZero();
        assertThat(world.isRunning()).isTrue();
        world.stopServer();
        assertThat(world.compare(blueprint()).isEqual()).isTrue();
    }

    private Blueprint blueprint() throws Exception {
        return BlueprintFile.read(console.upgrade());
    }

    @Test
    void refusesBesideALivingConsole() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());
            upgrades.run(upgrade, "prepare");
            upgrades.await(upgrade);

            assertThat(console.rescue("back")).isEqualTo(3);

            assertThat(console.output())
                    .contains("Drydock itself still runs as process "
                            + ProcessHandle.current().pid());
            assertThat(upgrade.blueprint().staging()).isDirectory();
        }
    }
}
