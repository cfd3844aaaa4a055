package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.RunState;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.sql.SqlStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the console around each step that changes a database. */
class SqlKillIT {

    /** Where the way back begins: the new server has been tried, and is about to be opened. */
    private static final String TURN = "after RESULT trial.run";

    /** Each kill takes its time: the others are for the campaign. */
    private static final List<String> STEPS = Boolean.getBoolean("drydock.campaign")
            ? List.of("backup.store", "import.run", "import.extras", "trial.queue-aside", "trial.queue-back")
            : List.of("backup.store", "trial.queue-aside");

    @TempDir
    private Path directory;

    private SqlWorld world;

    @AfterEach
    void stop() throws Exception {
        world.sandbox().stopServer();
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL_18")
    void goesOnToTheRightEndAndBackToTheSame(SqlServerKind kind) throws Exception {
        world = SqlWorld.create(directory, kind);
        world.allowItsAccount();
        goesOnAndBack(false);
    }

    /** By the vendor's way, with an account that may make databases: an administrator's password would be asked for. */
    @Tag("campaign")
    @Test
    void doesSoWithAWholeDatabase() throws Exception {
        world = SqlWorld.create(directory, SqlServerKind.POSTGRESQL_18);
        world.kept()
                .kind()
                .get()
                .administrate(List.of("ALTER ROLE " + world.kept().database().user() + " CREATEDB"));
        Files.createFile(directory.resolve(KillableUpgrade.WHOLE));
        goesOnAndBack(true);
    }

    private void goesOnAndBack(boolean whole) throws Exception {
        var before = world.state();
        var console = new KillableConsole(directory);
        assertThat(console.run("forward", List.of(TURN))).as(console.output()).isEqualTo(KillableConsole.KILLED);
        var forward = places(console);
        Files.delete(directory.resolve("places"));
        assertThat(console.run("back", List.of())).as(console.output()).isZero();
        var back = places(console);
        assertThat(world.state()).isEqualTo(before);
        startAnew();

        var killed = console.killAtEach(
                "forward", Stream.concat(forward.stream(), Stream.of(TURN)).toList(), 1);

        assertThat(killed).hasSizeGreaterThan(4);
        try (var upgrades = world.sandbox().open()) {
            assertThat(state(upgrades.all().iterator().next())).isEqualTo(RunState.SUCCEEDED);
        }
        world.sandbox().stopServer();
        var comparison = whole
                ? world.compare(world.kept()
                        .at(SqlStores.place(
                                world.kept().database().named(world.kept().asideName()))))
                : world.compare();
        assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();

        assertThat(console.killAtEach("back", back, 1)).hasSizeGreaterThan(1);

        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.all().iterator().next();
            assertThat(state(upgrade)).as(console.output()).isEqualTo(RunState.ROLLED_BACK);
            if (whole) {
                world.kept().kind().get().administrate(List.of("DROP DATABASE " + SqlWorld.keptNew(upgrade)));
            } else {
                world.kept().discardNew(SqlWorld.keptNew(upgrade));
            }
        }
        assertThat(world.state()).isEqualTo(before);
    }

    @Tag("campaign")
    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL"})
    void doesSoOnTheOtherServers(SqlServerKind kind) throws Exception {
        goesOnToTheRightEndAndBackToTheSame(kind);
    }

    private static List<String> places(KillableConsole console) throws Exception {
        return console.places().stream()
                .filter(place -> STEPS.stream().anyMatch(place::endsWith))
                .distinct()
                .toList();
    }

    /** Forgets the upgrade that showed the places. */
    private void startAnew() throws Exception {
        dev.drydock.host.HostFiles.deleteTree(world.sandbox().home());
        Files.delete(directory.resolve("places"));
    }
}
