package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.RunState;
import dev.drydock.sql.SqlServerKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Upgrades of mail data in databases, as far as each phase and back again. */
class SqlPhasesIT {

    /** From the last one the tests of whole upgrades go back; most others are for the campaign. */
    private static final List<String> PHASES = Boolean.getBoolean("drydock.campaign")
            ? List.of("prepare", "stop", "export", "backup", "install", "import", "trial")
            : List.of("prepare", "backup", "import");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = "MARIADB")
    void goesBackFromEveryPhaseToTheSame(SqlServerKind kind) throws Exception {
        var world = SqlWorld.create(directory, kind);
        var before = world.state();
        try (var upgrades = world.sandbox().open()) {
            for (var phase : PHASES) {
                var files = world.sandbox().snapshot();
                var upgrade = upgrades.plan(world.request());

                world.run(upgrades, upgrade, phase, RunState.WAITING);
                world.goBack(upgrades, upgrade);

                assertThat(world.state()).as("back from " + phase).isEqualTo(before);
                assertThat(files.differences(world.sandbox().snapshot()))
                        .as("back from " + phase)
                        .isEmpty();
            }
        }
    }

    @Tag("campaign")
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_18", "MYSQL"})
    void doesSoOnTheOtherServers(SqlServerKind kind) throws Exception {
        goesBackFromEveryPhaseToTheSame(kind);
    }

    /** The vendor's way, in which all that the database holds goes aside. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_18"})
    void goesTheWayOfAWholeDatabaseThereAndBack(SqlServerKind kind) throws Exception {
        var world = SqlWorld.create(directory, kind);
        var before = world.state();
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(world.requestOfWholeDatabase());
            world.run(upgrades, upgrade, "import", RunState.WAITING);
            world.goBack(upgrades, upgrade);
            assertThat(world.state()).as("back from import").isEqualTo(before);

            var again = upgrades.plan(world.requestOfWholeDatabase());
            world.run(upgrades, again, null, RunState.SUCCEEDED);
            assertThat(upgrades.kept(again))
                    .containsKey("database " + world.kept().asideName());
            world.goBack(upgrades, again);
            assertThat(upgrades.kept(again)).containsKey("database " + SqlWorld.keptNew(again));
        } finally {
            world.sandbox().stopServer();
        }
        assertThat(world.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "MARIADB"})
    void leavesNothingBehindAndCleansUp(SqlServerKind kind) throws Exception {
        var world = SqlWorld.create(directory, kind);
        world.sandbox().startServer();
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(world.request());

            world.run(upgrades, upgrade, null, RunState.SUCCEEDED);

            world.sandbox().stopServer();
            var comparison = world.compare();
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();

            assertThat(upgrade.cleanupWords()).isEqualTo(world.kept().asideName());
            upgrades.cleanup(upgrade, world.kept().asideName());
            upgrades.awaitCleanup(upgrade);
            assertThat(world.kept().isAside()).isFalse();
            assertThat(upgrades.kept(upgrade)).isEmpty();
            world.kept().store().openTarget().close();
        } finally {
            world.sandbox().stopServer();
        }
    }
}
