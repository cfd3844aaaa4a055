package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.installation.Grade;
import dev.drydock.installation.Installation;
import dev.drydock.installation.StoreState;
import dev.drydock.sql.Database;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.StoreVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is seen of an installation whose mail data lies on a real SQL server. */
class SqlDetectionIT {

    @TempDir
    private Path directory;

    private Path configuration(SqlServerKind kind, Database database) throws Exception {
        return Files.writeString(
                Files.createDirectories(directory.resolve("etc")).resolve("config.toml"),
                """
                [server]
                hostname = "mail.harbour.example"
                [storage]
                data = "db"
                blob = "db"
                fts = "db"
                lookup = "db"
                directory = "internal"
                [directory.internal]
                type = "internal"
                store = "db"
                [store.db]
                %stimeout = "5s"
                """.formatted(kind.settings(database)));
    }

    private Installation look(SqlServerKind kind, Database database) throws Exception {
        try (var upgrades = Upgrades.open(ConsoleSettings.of(directory.resolve("home"), "1.2.3-test"))) {
            return upgrades.installation(configuration(kind, database));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_18", "MARIADB"})
    void tellsWhichServerHasWrittenTheTables(SqlServerKind kind) throws Exception {
        var fixture = kind.isPostgresql() ? Fixture.POSTGRESQL : Fixture.MYSQL;
        var found = look(kind, kind.get().create(fixture, "v0.7.3"));

        assertThat(found.dataState()).isEqualTo(new StoreState.Seen(StoreVersion.V0_7_3));
        assertThat(found.findings())
                .filteredOn(finding -> finding.code().equals("data.state"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.grade()).isEqualTo(Grade.PASS));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_18", "MARIADB"})
    void saysWhyItCannotLookAndKeepsThePassword(SqlServerKind kind) throws Exception {
        var database = kind.get().create().withPassword("planted-wr0ng");
        var found = look(kind, database);

        assertThat(found.findings())
                .filteredOn(finding -> finding.code().equals("data.state"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.grade()).isEqualTo(Grade.FAIL);
                    assertThat(finding.text()).contains("password").doesNotContain("planted-wr0ng");
                    assertThat(finding.whatToDo()).contains("store.db");
                });
        assertThat(found.toString()).doesNotContain("planted-wr0ng");
    }
}
