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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Goes back, and on, with the rescue script alone, after the console was killed. */
class RescueIT {

    private static final int KILLED = 128 + 9;

    @TempDir
    private Path directory;

    private SandboxUpgrade world;

    @AfterEach
    void stop() throws Exception {
        world.stopServer();
    }

    /** Where each phase ends, and two places within steps. */
    @ParameterizedTest
    @CsvSource({
        "after RESULT prepare.observe, SQLITE",
        "after RESULT stop.server, ROCKSDB",
        "after RESULT export.compare, SQLITE",
        "before RESULT backup.store, SQLITE",
        "after RESULT backup.store, ROCKSDB",
        "after RESULT install.configuration, SQLITE",
        "before RESULT import.run, ROCKSDB",
        "after RESULT import.extras, SQLITE",
        "after RESULT trial.queue-back, ROCKSDB",
        "after RESULT start.server, SQLITE"
    })
    void goesBackWithoutDrydock(String place, Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        goesBackFrom(place);
    }

    @Tag("campaign")
    @ParameterizedTest
    @CsvSource({
        "after RESULT prepare.observe, ROCKSDB",
        "after RESULT stop.server, SQLITE",
        "after RESULT export.compare, ROCKSDB",
        "before RESULT backup.store, ROCKSDB",
        "after RESULT backup.store, SQLITE",
        "after RESULT install.configuration, ROCKSDB",
        "before RESULT import.run, SQLITE",
        "after RESULT import.extras, ROCKSDB",
        "after RESULT trial.queue-back, SQLITE",
        "after RESULT start.account, ROCKSDB"
    })
    void goesBackWithoutDrydockOnTheOtherStores(String place, Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        goesBackFrom(place);
    }

    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void goesBackWithoutDrydockWhereTheDirectoryIsShared(Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        Files.writeString(world.mail().resolve("data/2024.log-of-mine"), "not the store's\n");
        goesBackFrom("after RESULT start.server");
    }

    private void goesBackFrom(String place) throws Exception {
        world.startServer();
        var before = world.snapshot();
        assertThat(upgradeUntil(place)).as(output()).isEqualTo(KILLED);

        assertThat(rescue("back")).as(output()).isZero();
        assertThat(world.isRunning()).isTrue();
        assertThat(rescue("back")).as("a second time: " + output()).isZero();

        world.stopServer();
        var differences = before.differences(world.snapshot()).stream()
                // A shell leaves times of directories; the store that v0.8.0 has served is kept beside the old one, and
                // v0.7.3 has its own files while it runs.
                .filter(line -> !line.contains(": time ") && !line.contains("data-v0.8.0-"))
                .toList();
        assertThat(differences).isEmpty();
        assertThat(Files.readString(upgrade().resolve("RESCUE.txt"))).contains("-v0.7.3", "rescue.sh back");
    }

    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void goesOnWithoutDrydockByTheOfficialImport(Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        assertThat(upgradeUntil("after RESULT export.compare")).as(output()).isEqualTo(KILLED);

        assertThat(rescue("on")).as(output()).isZero();

        assertThat(world.isRunning()).isTrue();
        assertThat(world.configuration()).content().contains("Written by Drydock for v0.8.0", "certificate");
        world.stopServer();
        var store = blueprint().store();
        assertThat(SandboxUpgrade.driver(store.path()).detect(store.path())).isEqualTo(StoreVersion.V0_8_0);
        assertThat(SandboxUpgrade.driver(store.oldPath()).detect(store.oldPath()))
                .isEqualTo(StoreVersion.V0_7_3);
    }

    @Test
    void goesOnWithoutTheConsoleButNotWithoutTheQueue() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        assertThat(upgradeUntil("after RESULT trial.queue-aside")).as(output()).isEqualTo(KILLED);
        var program = upgrade().resolve("drydock.sh");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-------"));

        assertThat(rescue("on")).isEqualTo(1);

        assertThat(output()).contains("The queue is set aside", "amend take-back");
        assertThat(world.isRunning()).isFalse();
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        assertThat(rescue("on")).as(output()).isZero();
        assertThat(world.isRunning()).isTrue();
        world.stopServer();
        assertThat(world.compare(blueprint()).isEqual()).isTrue();
    }

    private Blueprint blueprint() throws Exception {
        return BlueprintFile.read(upgrade());
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
