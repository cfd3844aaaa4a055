package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.sql.KeptStore;
import dev.drydock.upgrade.blueprint.BackupChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Passwords of the mail server's account that are changed on the database server in the middle of an upgrade. */
class SqlPasswordIT {

    @TempDir
    private Path directory;

    private SqlWorld world;

    @AfterEach
    void stop() throws Exception {
        world.sandbox().stopServer();
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL_18")
    void saysSoAndGoesOnOrBackWithTheNewOneInTheConfiguration(SqlServerKind kind) throws Exception {
        world = SqlWorld.create(directory, kind);
        world.allowItsAccount();
        var before = world.state();
        String id;
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(world.sandbox().request().withBackup(BackupChoice.filled(Map.of())));
            id = upgrade.id();
            world.run(upgrades, upgrade, "stop", RunState.WAITING);

            change(kind);
            world.run(upgrades, upgrade, "export", RunState.FAILED);
            assertRefused(upgrade);
            writeConfiguration();
            world.run(upgrades, upgrade, "export", RunState.WAITING);

            change(kind);
            world.run(upgrades, upgrade, "backup", RunState.FAILED);
            assertRefused(upgrade);
            writeConfiguration();
        }
        // Another console takes it up with what the configuration says by now.
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.get(id);
            world.run(upgrades, upgrade, "backup", RunState.WAITING);

            change(kind);
            world.run(upgrades, upgrade, "import", RunState.FAILED);
            assertRefused(upgrade);
            writeInFile();
            world.run(upgrades, upgrade, "import", RunState.WAITING);

            change(kind);
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
            assertThat(SandboxUpgrade.state(upgrade)).isEqualTo(RunState.FAILED);
            assertRefused(upgrade);
            writeConfiguration();
            world.goBack(upgrades, upgrade);
            assertThat(world.state()).isEqualTo(before);
        }
    }

    @Tag("campaign")
    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL"})
    void doesSoOnTheOtherServers(SqlServerKind kind) throws Exception {
        saysSoAndGoesOnOrBackWithTheNewOneInTheConfiguration(kind);
    }

    private static void assertRefused(Upgrade upgrade) {
        var failure = upgrade.run().read(RunRecord::failure).orElseThrow();
        assertThat(failure.problem() + failure.cause() + failure.lines())
                .contains("it refuses the user or the password");
    }

    private void change(SqlServerKind kind) throws Exception {
        var kept = world.kept();
        world = new SqlWorld(
                world.sandbox(), new KeptStore(kind, kind.get().changePassword(kept.database()), kept.work()));
    }

    private void writeConfiguration() throws Exception {
        write(world.kept().database().password());
    }

    /** As a macro that names a file. */
    private void writeInFile() throws Exception {
        var file = Files.writeString(
                directory.resolve("password"), world.kept().database().password());
        write("%{file:" + file + "}%");
    }

    private void write(String password) throws Exception {
        var configuration = world.sandbox().configuration();
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replaceFirst(
                                "(?m)^password = .*$", Matcher.quoteReplacement("password = \"" + password + "\"")));
    }
}
