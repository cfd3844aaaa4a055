package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.installation.Grade;
import dev.drydock.sql.Database;
import dev.drydock.sql.ServerChoice;
import dev.drydock.sql.SqlSandbox;
import dev.drydock.sql.SqlServer;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.sql.KeptStore;
import dev.drydock.store.sql.SqlStore;
import dev.drydock.store.sql.SqlStores;
import dev.drydock.store.sql.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Upgrades of mail data on database servers that take connections over TLS alone. */
class SqlTlsIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL_18")
    void upgradesOverTlsAndComesBackByTheScript(SqlServerKind kind) throws Exception {
        kind.requireClient();
        try (var server = kind.start(ServerChoice.ONLY_TLS)) {
            var database = server.create(SqlStores.fixture(kind), "v0.7.3");
            var sandbox = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
            allowItsAccount(kind, server, database);
            SqlSandbox.use(sandbox.configuration(), kind.settings(database));
            var without = findings(sandbox);
            assertThat(without)
                    .anySatisfy(finding -> assertThat(finding)
                            .startsWith(Grade.FAIL + " data.state")
                            .contains("it asks for TLS"));

            SqlSandbox.use(sandbox.configuration(), kind.settings(database) + "tls.enable = true\n");
            if (kind.isPostgresql()) {
                // v0.7.3 takes TLS to MySQL only where any certificate will do.
                assertThat(findings(sandbox))
                        .anySatisfy(finding -> assertThat(finding)
                                .startsWith(Grade.FAIL + " data.state")
                                .contains("TLS cannot be had with it"));
            }

            SqlSandbox.use(
                    sandbox.configuration(),
                    kind.settings(database) + "tls.enable = true\ntls.allow-invalid-certs = true\n");
            var store = store(kind, database);
            var sum = sum(store);
            var console = new KillableConsole(directory);
            try {
                assertThat(console.run("forward", List.of()))
                        .as(console.output())
                        .isZero();
                try (var upgrades = sandbox.open()) {
                    var upgrade = upgrades.all().iterator().next();
                    assertThat(upgrade.run().read(RunRecord::state))
                            .as(SandboxUpgrade.log(upgrades, upgrade))
                            .isEqualTo(RunState.SUCCEEDED);
                }
                assertThat(store.detect()).isEqualTo(StoreVersion.V0_8_0);
                assertThat(rescue(console, kind, database)).as(console.output()).isZero();
            } finally {
                sandbox.stopServer();
            }
            assertThat(sum(store)).isEqualTo(sum);
        }
    }

    @Tag("campaign")
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "MARIADB", "MYSQL"})
    void doesSoOnTheOtherServers(SqlServerKind kind) throws Exception {
        upgradesOverTlsAndComesBackByTheScript(kind);
    }

    private static void allowItsAccount(SqlServerKind kind, SqlServer server, Database database) throws Exception {
        if (!kind.isPostgresql()) {
            for (var name : List.of(database.name() + "\\_old", "drydock\\_v080\\_%")) {
                server.administrate(List.of("GRANT ALL ON `" + name + "`.* TO " + database.user()));
            }
        }
    }

    private static List<String> findings(SandboxUpgrade sandbox) throws Exception {
        try (var upgrades = sandbox.open()) {
            return upgrades.installation(sandbox.configuration()).findings().stream()
                    .map(finding -> finding.grade() + " " + finding.code() + " " + finding.text())
                    .toList();
        }
    }

    private SqlStore store(SqlServerKind kind, Database database) throws Exception {
        var work = Files.createDirectories(directory.resolve("work"));
        return SqlStores.store(kind, SqlStores.place(database, Tls.ANY_CERTIFICATE), work);
    }

    private static long sum(SqlStore store) throws Exception {
        return KeptStore.sum(store);
    }

    private static int rescue(KillableConsole console, SqlServerKind kind, Database database) throws Exception {
        return console.rescue("back", kind.isPostgresql() ? "PGPASSWORD" : "MYSQL_PWD", database.password());
    }
}
