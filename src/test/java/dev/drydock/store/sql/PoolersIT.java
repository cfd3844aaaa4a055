package dev.drydock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.sql.Database;
import dev.drydock.sql.PgBouncer;
import dev.drydock.sql.SqlServerKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real pooler that nobody else uses, asked by a client that prepares no statements, which would give it away. */
class PoolersIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "pool_mode = transaction, false",
        "pool_mode = statement, false",
        "pool_mode = session, true",
    })
    void areRecognisedThoughTheyAreQuiet(String mode, boolean keeps) throws Exception {
        var server = SqlServerKind.POSTGRESQL_18.get();
        for (var more : new String[] {"server_round_robin = 0", "server_round_robin = 1"}) {
            try (var pooler = PgBouncer.before(
                    server.create(), directory, mode, "ignore_startup_parameters = extra_float_digits", more)) {
                try (var busy = connect(pooler.database());
                        var one = connect(pooler.database());
                        var other = connect(pooler.database())) {
                    // So that it has two sessions to give.
                    busy.setAutoCommit(keeps || mode.contains("statement"));
                    Questions.one(busy, "SELECT 1");
                    Questions.one(one, "SELECT 1");
                    if (!busy.getAutoCommit()) {
                        busy.rollback();
                    }
                    assertThat(Poolers.keepSessions(one, other, "SELECT pg_backend_pid()"))
                            .as(mode + ", " + more)
                            .isEqualTo(keeps);
                }
            }
        }
        var database = server.create();
        try (var one = server.connect(database);
                var other = server.connect(database)) {
            assertThat(Poolers.keepSessions(one, other, "SELECT pg_backend_pid()"))
                    .isTrue();
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name()
                        + "?sslmode=disable&prepareThreshold=0&preferQueryMode=simple",
                database.user(),
                database.password());
    }
}
