package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.installation.Grade;
import dev.drydock.sql.CutLine;
import dev.drydock.sql.PgBouncer;
import dev.drydock.sql.SqlSandbox;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.upgrade.blueprint.BackupChoice;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the checks before an upgrade say of real database servers, by code and grade. */
class SqlPreflightIT {

    @TempDir
    private Path directory;

    private SqlWorld world;

    private void create(SqlServerKind kind) throws Exception {
        world = SqlWorld.create(directory, kind);
    }

    private UpgradeRequest withAdministrator(Map<String, String> backup) throws Exception {
        var administrator = world.kept().kind().get().administrator();
        var filled = new HashMap<>(backup);
        filled.put("administrator", administrator.user());
        filled.put("administrator-password", administrator.password());
        return world.sandbox().request().withBackup(BackupChoice.filled(filled));
    }

    /** What is found of the database, as {@code FAIL database.limits}, each with its words. */
    private List<String> findings(Upgrades upgrades, Upgrade upgrade) throws Exception {
        var found = new ArrayList<String>();
        for (var finding : upgrades.preflight(upgrade).findings()) {
            if (finding.code().startsWith("database.")) {
                found.add(finding.grade() + " " + finding.code() + ": " + finding.text());
            }
        }
        return found;
    }

    private static void assertFound(List<String> findings, Grade grade, String code, String words) {
        assertThat(findings)
                .anySatisfy(finding ->
                        assertThat(finding).startsWith(grade + " " + code).contains(words));
    }

    private void administrate(String... statements) throws Exception {
        world.kept().kind().get().administrate(List.of(statements));
    }

    @Test
    void saysWhatPostgresqlAllowsTheAccountOfTheMailServer() throws Exception {
        create(SqlServerKind.POSTGRESQL_18);
        var database = world.kept().database();
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(withAdministrator(Map.of()));
            var usual = findings(upgrades, upgrade);
            assertFound(usual, Grade.PASS, "database.latency", "PostgreSQL 18");
            assertFound(usual, Grade.PASS, "database.space", "free");
            assertFound(usual, Grade.PASS, "database.tables", "as the mail server has made them");
            assertFound(usual, Grade.NOTICE, "database.others", "public.accounts");
            assertFound(usual, Grade.PASS, "database.name", world.kept().asideName());
            assertFound(usual, Grade.PASS, "database.rights", "it was tried");
            assertThat(usual).noneMatch(finding -> finding.contains("database.limits"));
            assertThat(usual).noneMatch(finding -> finding.contains("database.read-only"));

            administrate(
                    "ALTER ROLE " + database.user() + " SET statement_timeout = '20s'",
                    "ALTER ROLE " + database.user() + " SET default_transaction_read_only = on");
            try (var connection = world.kept()
                            .kind()
                            .get()
                            .connect(world.kept().kind().get().administrator().named(database.name()));
                    var statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + world.kept().asideName());
            }
            var limited = findings(upgrades, upgrade);
            assertFound(limited, Grade.WARN, "database.limits", "statement_timeout = 20000ms");
            assertFound(limited, Grade.FAIL, "database.read-only", "takes no changes");
            assertFound(
                    limited,
                    Grade.FAIL,
                    "database.name",
                    "schema " + world.kept().asideName());
        }
    }

    @Test
    void saysWhatWouldGoAlongWithAWholeDatabaseAndWhatAnAccountMayNot() throws Exception {
        create(SqlServerKind.POSTGRESQL_18);
        try (var upgrades = world.sandbox().open()) {
            var whole = upgrades.plan(withAdministrator(Map.of("way", "database")));
            assertFound(findings(upgrades, whole), Grade.FAIL, "database.others", "would go aside");
            var carrying = upgrades.plan(withAdministrator(Map.of("way", "database", "others", "carry")));
            assertFound(findings(upgrades, carrying), Grade.WARN, "database.others", "goes aside");

            var own = upgrades.plan(world.sandbox().request().withBackup(BackupChoice.filled(Map.of())));
            administrate("ALTER DATABASE " + world.kept().database().name() + " OWNER TO postgres");
            var findings = findings(upgrades, own);
            assertFound(findings, Grade.FAIL, "database.rights", "Cannot make a schema");
            assertFound(findings, Grade.SKIP, "database.space", "cannot be asked by SQL");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL"})
    void saysWhatTheOthersAllow(SqlServerKind kind) throws Exception {
        create(kind);
        var mariaDb = kind == SqlServerKind.MARIADB;
        try (var upgrades = world.sandbox().open()) {
            var upgrade = upgrades.plan(world.request());
            var usual = findings(upgrades, upgrade);
            assertFound(usual, Grade.PASS, "database.latency", mariaDb ? "MariaDB 11.4" : "MySQL 8.0");
            assertFound(usual, Grade.PASS, "database.space", "free");
            assertFound(usual, Grade.PASS, "database.tables", "as the mail server has made them");
            assertFound(usual, Grade.PASS, "database.rights", "it was tried");
            // 16 MiB and 64 MiB are what they take where nothing is set.
            assertThat(usual.stream().anyMatch(finding -> finding.contains("NOTICE database.packet")))
                    .isEqualTo(mariaDb);

            world.kept().execute("ALTER TABLE l ENGINE = MyISAM");
            world.kept().execute("CREATE TRIGGER watcher BEFORE INSERT ON c FOR EACH ROW SET NEW.v = 1");
            administrate(
                    mariaDb
                            ? "ALTER USER " + world.kept().database().user() + " WITH MAX_STATEMENT_TIME 20"
                            : "SET GLOBAL max_execution_time = 20000",
                    "SET GLOBAL read_only = 1");
            try {
                var limited = findings(upgrades, upgrade);
                assertFound(limited, Grade.WARN, "database.limits", mariaDb ? "max_statement_time = 20" : "= 20000");
                assertFound(limited, Grade.FAIL, "database.read-only", "takes no changes");
                assertFound(limited, Grade.NOTICE, "database.tables", "MyISAM");
                assertFound(limited, Grade.FAIL, "database.tables", "watcher");
            } finally {
                administrate("SET GLOBAL read_only = 0");
                if (!mariaDb) {
                    administrate("SET GLOBAL max_execution_time = 0");
                }
            }
        }
    }

    @Tag("campaign")
    @Test
    void saysThatAServerIsFar() throws Exception {
        create(SqlServerKind.POSTGRESQL_18);
        try (var line = CutLine.to(world.kept().database())) {
            SqlSandbox.use(world.sandbox().configuration(), SqlServerKind.POSTGRESQL_18, line.database());
            try (var upgrades = world.sandbox().open()) {
                var upgrade = upgrades.plan(world.request());
                line.delay(Duration.ofMillis(8));
                assertFound(findings(upgrades, upgrade), Grade.WARN, "database.latency", "its time grows with that");
            }
        }
    }

    @Test
    void refusesAPoolerOfTransactions() throws Exception {
        create(SqlServerKind.POSTGRESQL_18);
        for (var setting : List.of("ignore_startup_parameters = extra_float_digits", "")) {
            try (var pooler =
                    PgBouncer.before(world.kept().database(), directory, "pool_mode = transaction", setting)) {
                SqlSandbox.use(world.sandbox().configuration(), SqlServerKind.POSTGRESQL_18, pooler.database());
                try (var upgrades = world.sandbox().open()) {
                    assertThatThrownBy(() ->
                                    upgrades.plan(world.sandbox().request().withBackup(BackupChoice.filled(Map.of()))))
                            .hasMessageContaining("a pooler stands between")
                            .hasMessageContaining("the database server itself");
                }
            }
        }
    }

    @Tag("campaign")
    @Test
    void takesAPoolerOfSessionsForTheServer() throws Exception {
        create(SqlServerKind.POSTGRESQL_18);
        try (var pooler = PgBouncer.before(
                world.kept().database(),
                directory,
                "pool_mode = session",
                "ignore_startup_parameters = extra_float_digits")) {
            SqlSandbox.use(world.sandbox().configuration(), SqlServerKind.POSTGRESQL_18, pooler.database());
            try (var upgrades = world.sandbox().open()) {
                var upgrade = upgrades.plan(world.sandbox().request().withBackup(BackupChoice.filled(Map.of())));
                var findings = findings(upgrades, upgrade);
                assertThat(findings).noneMatch(finding -> finding.contains("pooler"));
                assertFound(findings, Grade.PASS, "database.rights", "it was tried");
            }
        }
    }
}
