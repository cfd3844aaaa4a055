package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.engine.RefusedException;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.upgrade.blueprint.BackupChoice;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands in the way of an upgrade of mail data in a database, and how it is told and got over. */
class SqlTrapsIT {

    @TempDir
    private Path directory;

    private SqlWorld world;

    @AfterEach
    void stop() throws Exception {
        world.sandbox().stopServer();
    }

    @Test
    void waitsForThePasswordOfTheAdministratorAfterARestart() throws Exception {
        world = SqlWorld.create(directory, SqlServerKind.MARIADB);
        var before = world.state();
        var administrator = SqlServerKind.MARIADB.get().administrator();
        String id;
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(world.request());
            id = upgrade.id();
            world.run(upgrades, upgrade, "backup", RunState.WAITING);
        }
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.get(id);
            assertThat(upgrade.isWaitingForCredentials()).isTrue();
            for (var refused : new Action[] {() -> upgrades.run(upgrade, null), () -> upgrades.rollback(upgrade)}) {
                assertThatThrownBy(refused::take)
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                e -> assertThat(e.code()).isEqualTo("credentials-needed"));
            }
            assertThatThrownBy(() -> upgrades.givePasswords(upgrade, Map.of("administrator-password", "wrong")))
                    .isInstanceOf(InvalidBackupException.class)
                    .hasMessageContaining("administrator-password")
                    .hasMessageNotContaining("wrong password");
            assertThat(upgrade.isWaitingForCredentials()).isTrue();
            assertThatThrownBy(() -> upgrades.givePasswords(upgrade, Map.of("name", "other")))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.code()).isEqualTo("has-begun"));

            upgrades.givePasswords(upgrade, Map.of("administrator-password", administrator.password()));

            assertThat(upgrade.isWaitingForCredentials()).isFalse();
            world.run(upgrades, upgrade, "import", RunState.WAITING);
            world.goBack(upgrades, upgrade);
            assertThat(world.state()).isEqualTo(before);
        }
    }

    /** Something to do. */
    @FunctionalInterface
    private interface Action {
        void take() throws Exception;
    }

    @ParameterizedTest
    @EnumSource(names = "MYSQL")
    void stopsBeforeTheExportWhileAnotherNodeIsConnected(SqlServerKind kind) throws Exception {
        world = SqlWorld.create(directory, kind);
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(world.request());
            world.run(upgrades, upgrade, "prepare", RunState.WAITING);

            try (var node = kind.get().connect(world.kept().database())) {
                assertThat(node.isValid(5)).isTrue();
                world.run(upgrades, upgrade, "stop", RunState.FAILED);
            }

            var failure = upgrade.run().read(RunRecord::failure).orElseThrow();
            assertThat(failure.code()).isEqualTo("database.sessions");
            assertThat(failure.problem()).contains(world.kept().database().user());
            world.run(upgrades, upgrade, "backup", RunState.WAITING);
            world.goBack(upgrades, upgrade);
        }
    }

    @Test
    void endsTheSessionsOfOthersWhereThatWasAskedFor() throws Exception {
        world = SqlWorld.create(directory, SqlServerKind.POSTGRESQL_18);
        try (var upgrades = world.sandbox().open();
                var other =
                        SqlServerKind.POSTGRESQL_18.get().connect(world.kept().database());
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE v IN ACCESS SHARE MODE");
            var upgrade = upgrades.plan(world.request(Map.of("sessions", "end")));

            world.run(upgrades, upgrade, "backup", RunState.WAITING);

            assertThat(other.isValid(5)).isFalse();
            world.goBack(upgrades, upgrade);
        }
    }

    @Test
    void refusesAPlanWhoseNameIsTakenOrWhoseAccountMayNot() throws Exception {
        world = SqlWorld.create(directory, SqlServerKind.MYSQL);
        try (var upgrades = world.sandbox().open()) {
            assertThatThrownBy(() -> upgrades.plan(
                            world.request(Map.of("name", world.kept().database().name()))))
                    .isInstanceOf(InvalidBackupException.class)
                    .hasMessageContaining("is taken");

            var own = upgrades.plan(world.sandbox().request().withBackup(BackupChoice.filled(Map.of())));
            assertThatThrownBy(() -> upgrades.run(own, null))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e).hasMessageContaining("administrator"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL_14")
    void goesOnWhereTheServerOfTheDatabaseWasStoppedInTheMiddle(SqlServerKind kind) throws Exception {
        world = SqlWorld.create(directory, kind);
        var before = world.state();
        var server = kind.get();
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(world.request());
            world.run(upgrades, upgrade, "export", RunState.WAITING);
            server.stop();
            try {
                world.run(upgrades, upgrade, "backup", RunState.FAILED);
                assertThat(upgrade.run().read(RunRecord::failure).orElseThrow().problem())
                        .contains(world.kept().database().name());
            } finally {
                server.start();
            }
            world.run(upgrades, upgrade, "import", RunState.WAITING);
            server.stop();
            try {
                upgrades.rollback(upgrade);
                upgrades.await(upgrade);
                assertThat(SandboxUpgrade.state(upgrade)).isEqualTo(RunState.FAILED);
            } finally {
                server.start();
            }
            world.goBack(upgrades, upgrade);
            assertThat(world.state()).isEqualTo(before);
        }
    }
}
