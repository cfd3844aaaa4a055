package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.RunState;
import dev.drydock.host.HostFiles;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.StoreVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Goes back, and on, with the rescue script and the command line client of the database alone. */
class SqlRescueIT {

    @TempDir
    private Path directory;

    private SqlWorld world;
    private KillableConsole console;

    private void create(SqlServerKind kind) throws Exception {
        kind.requireClient();
        world = SqlWorld.create(directory, kind);
        world.allowItsAccount();
        console = new KillableConsole(directory);
    }

    @AfterEach
    void stop() throws Exception {
        if (world != null) {
            world.sandbox().stopServer();
        }
    }

    @ParameterizedTest
    @CsvSource({"before RESULT backup.store, POSTGRESQL_14", "after RESULT start.server, MARIADB"})
    void goesBackWithoutDrydock(String place, SqlServerKind kind) throws Exception {
        create(kind);
        world.sandbox().startServer();
        var sum = world.kept().checksum(world.kept().store());
        assertThat(console.run("forward", List.of(place))).as(console.output()).isEqualTo(KillableConsole.KILLED);
        assertThat(console.rescue("back")).isEqualTo(1);
        assertThat(console.output()).contains("Set " + variable(kind));

        for (var time : List.of("once", "twice")) {
            assertThat(console.rescue("back", variable(kind), password()))
                    .as(() -> time + ": " + said())
                    .isZero();
            assertThat(world.sandbox().isRunning()).isTrue();
        }

        world.sandbox().stopServer();
        assertThat(world.kept().checksum(world.kept().store())).isEqualTo(sum);
        assertThat(world.kept().isAside()).isFalse();
    }

    /** On to what Drydock has converted, and back with contents that went over to the new store. */
    @ParameterizedTest
    @CsvSource({"POSTGRESQL_18, copy-after", "MARIADB, copy-after"})
    void goesOnAndBackWithWhatWasConverted(SqlServerKind kind, String contents) throws Exception {
        create(kind);
        Files.writeString(directory.resolve(KillableUpgrade.DIRECT), contents);
        var sum = world.kept().checksum(world.kept().store());
        assertThat(console.run("forward", List.of("before INTENT convert.run")))
                .as(console.output())
                .isEqualTo(KillableConsole.KILLED);
        assertThat(console.rescue("on", variable(kind), password()))
                .as("on without a new store")
                .isNotZero();
        assertThat(world.kept().checksum(world.kept().store())).isEqualTo(sum);

        assertThat(console.run("forward", List.of("after RESULT convert.compare")))
                .as(console.output())
                .isEqualTo(KillableConsole.KILLED);
        for (var time : List.of("once", "twice")) {
            assertThat(console.rescue("on", variable(kind), password()))
                    .as(() -> time + ": " + said())
                    .isZero();
        }
        assertThat(world.sandbox().isRunning()).isTrue();
        assertThat(world.kept().store().detect()).isEqualTo(StoreVersion.V0_8_0);

        for (var time : List.of("once", "twice")) {
            assertThat(console.rescue("back", variable(kind), password()))
                    .as(() -> time + ": " + said())
                    .isZero();
        }
        world.sandbox().stopServer();
        assertThat(world.kept().checksum(world.kept().store())).isEqualTo(sum);
        assertThat(world.kept().isAside()).isFalse();
    }

    @Tag("campaign")
    @ParameterizedTest
    @CsvSource({"POSTGRESQL_14, copy", "MYSQL, copy"})
    void doesSoInTheOtherWays(SqlServerKind kind, String contents) throws Exception {
        goesOnAndBackWithWhatWasConverted(kind, contents);
    }

    @Tag("campaign")
    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL_18")
    void goesOnWithoutDrydockOnTheOtherServers(SqlServerKind kind) throws Exception {
        goesOnWithoutDrydock(kind);
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB")
    void goesOnWithoutDrydock(SqlServerKind kind) throws Exception {
        create(kind);
        var sum = world.kept().checksum(world.kept().store());
        assertThat(console.run("forward", List.of("after RESULT export.compare")))
                .as(console.output())
                .isEqualTo(KillableConsole.KILLED);

        assertThat(console.rescue("on", variable(kind), password()))
                .as(this::said)
                .isZero();

        assertThat(world.sandbox().isRunning()).isTrue();
        assertThat(world.kept().store().detect()).isEqualTo(StoreVersion.V0_8_0);
        assertThat(world.kept().checksum(world.kept().old())).isEqualTo(sum);
        assertThat(console.rescue("on", variable(kind), password()))
                .as("on top of the new store")
                .isNotZero();

        assertThat(console.rescue("back", variable(kind), password()))
                .as(this::said)
                .isZero();
        assertThat(world.sandbox().isRunning()).isTrue();
        world.sandbox().stopServer();
        assertThat(world.kept().checksum(world.kept().store())).isEqualTo(sum);
        assertThat(world.kept().isAside()).isFalse();
    }

    /** All of a database, by the vendor's way. */
    @Test
    void goesBackAndOnWithAWholeDatabase() throws Exception {
        create(SqlServerKind.POSTGRESQL_18);
        var sum = world.kept().checksum(world.kept().store());

        stopAfter("import");
        for (var time : List.of("once", "twice")) {
            assertThat(rescueAsAdministrator("back"))
                    .as(() -> time + ": " + said())
                    .isZero();
        }
        assertThat(world.kept().checksum(world.kept().store())).isEqualTo(sum);

        HostFiles.deleteTree(world.sandbox().home());
        stopAfter("export");
        assertThat(rescueAsAdministrator("on")).as(this::said).isZero();
        assertThat(world.sandbox().isRunning()).isTrue();
        assertThat(world.kept().store().detect()).isEqualTo(StoreVersion.V0_8_0);
        assertThat(rescueAsAdministrator("on")).as("on top of the new store").isNotZero();
    }

    /** A console of this process, which ends. */
    private void stopAfter(String phase) throws Exception {
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(world.requestOfWholeDatabase());
            world.run(upgrades, upgrade, phase, RunState.WAITING);
        }
        forgetLivingConsole();
    }

    private int rescueAsAdministrator(String way) throws Exception {
        return console.rescue(
                way,
                "PGPASSWORD",
                SqlServerKind.POSTGRESQL_18.get().administrator().password());
    }

    /** The script refuses beside the process that has written it, which is this one. */
    private void forgetLivingConsole() throws Exception {
        var script = console.upgrade().resolve("rescue.sh");
        Files.writeString(
                script,
                Files.readString(script)
                        .replace("/proc/" + ProcessHandle.current().pid() + "/stat", "/proc/0/stat"));
    }

    private static String variable(SqlServerKind kind) {
        return kind.isPostgresql() ? "PGPASSWORD" : "MYSQL_PWD";
    }

    private String password() {
        return world.kept().database().password();
    }

    private String said() {
        try {
            return console.output();
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
