package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.fixture.Fixture;
import dev.drydock.sql.Database;
import dev.drydock.sql.SqlSandbox;
import dev.drydock.sql.SqlServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often the real programs wait for a database server, which is what its distance costs: the forecast rests on it. */
@WithRealPrograms
class DistanceIT {

    private static final Duration FAR = Duration.ofMillis(4);

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_18", "MARIADB"})
    void costsTheExportLittleAndTheImportARoundTripForEachBatch(SqlServerKind kind, @TempDir Path directory)
            throws Exception {
        var old = kind.get().create(kind.isPostgresql() ? Fixture.POSTGRESQL : Fixture.MYSQL, "v0.7.3");
        var near = once(kind, old, Files.createDirectory(directory.resolve("near")), Duration.ZERO);
        var far = once(kind, old, Files.createDirectory(directory.resolve("far")), FAR);

        Observed.note(kind + ": round trips of the export about " + waits(near[0], far[0]) + ", of the import about "
                + waits(near[1], far[1]) + " (export " + near[0].toMillis() + " and " + far[0].toMillis()
                + " ms, import " + near[1].toMillis() + " and " + far[1].toMillis() + " ms)");
        assertThat(far[1]).isGreaterThan(near[1]);
    }

    private static long waits(Duration near, Duration far) {
        return far.minus(near).toMillis() / FAR.toMillis();
    }

    /** How long export and import take. */
    private static Duration[] once(SqlServerKind kind, Database old, Path directory, Duration delay) throws Exception {
        try (var line = new SlowLine(old.port(), delay)) {
            var exported = directory.resolve("export");
            var begun = Instant.now();
            RealServer.export(RealProgram.V0_7_3, configuration(kind, at(line, old), directory.resolve("a")), exported);
            var between = Instant.now();
            var made = at(line, kind.get().create());
            RealServer.restore(RealProgram.V0_8_0, configuration(kind, made, directory.resolve("b")), exported);
            var ended = Instant.now();
            try (var connection = kind.get().connect(made);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT COUNT(*) FROM p")) {
                rows.next();
                assertThat(rows.getLong(1))
                        .as("properties that the import has written")
                        .isPositive();
            }
            return new Duration[] {Duration.between(begun, between), Duration.between(between, ended)};
        }
    }

    private static Database at(SlowLine line, Database database) throws IOException {
        return new Database(line.host(), line.port(), database.name(), database.user(), database.password());
    }

    private static ServerConfiguration configuration(SqlServerKind kind, Database database, Path directory)
            throws Exception {
        var nowhere =
                new StorePath(Sandbox.Kind.SQLITE.name().toLowerCase(java.util.Locale.ROOT), directory.resolve("x"));
        var written = ServerConfiguration.write(directory, nowhere, ServerConfiguration.Options.DEFAULT);
        SqlSandbox.use(written.file(), kind, database);
        return written;
    }
}
