package dev.drydock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drydock.fixture.Fixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The servers themselves, and the fixtures in them: what other tests rely on. */
class SqlServersIT {

    private static final List<String> LETTERS = List.of(
            "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "p", "q", "r", "s", "t", "u", "v");
    private static final String KEYS_ONLY = "bciv";
    private static final String COUNTERS = "nu";

    /** Counted in the dumps themselves. */
    private static final Map<Fixture, Map<String, Long>> ROWS = Map.of(
            Fixture.POSTGRESQL, Map.of("b", 15572L, "c", 2564L, "i", 1460L, "l", 541L, "t", 161L, "v", 9472L),
            Fixture.MYSQL, Map.of("b", 15843L, "c", 1418L, "i", 1447L, "l", 541L, "t", 161L, "v", 9472L));

    @ParameterizedTest
    @EnumSource
    void holdsWhatTheOldVersionLeft(SqlServerKind kind) throws Exception {
        var began = System.nanoTime();
        var server = kind.get();
        say(kind, "started, if it was not yet", began);
        began = System.nanoTime();
        var database = server.create(fixture(kind), "v0.7.3");
        say(kind, "loaded v0.7.3", began);

        assertThat(rows(server, database)).isEqualTo(ROWS.get(fixture(kind)));
    }

    @ParameterizedTest
    @EnumSource
    void holdsWhatTheNewVersionMade(SqlServerKind kind) throws Exception {
        var server = kind.get();
        var began = System.nanoTime();
        var database = server.create(fixture(kind), "v0.8.0");
        say(kind, "loaded v0.8.0", began);

        assertThat(listing(server, database))
                .containsExactlyInAnyOrderElementsOf(
                        fixture(kind).listing().lines().toList());
    }

    @ParameterizedTest
    @EnumSource
    void keepsDataAndPortOverStopAndKill(SqlServerKind kind) throws Exception {
        var server = kind.get();
        var database = server.create();
        execute(server, database, "CREATE TABLE kept (n INT)", "INSERT INTO kept VALUES (7)");

        server.stop();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> server.connect(database));
        var began = System.nanoTime();
        server.start();
        say(kind, "started again", began);
        execute(server, database, "INSERT INTO kept VALUES (8)");
        server.kill();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> server.connect(database));
        server.start();

        assertThat(number(server, database, "SELECT SUM(n) FROM kept")).isEqualTo(15);
    }

    @ParameterizedTest
    @EnumSource
    void endsTheSessionsOfOneDatabase(SqlServerKind kind) throws Exception {
        var server = kind.get();
        var database = server.create();
        var other = server.create();

        try (var ended = server.connect(database);
                var left = server.connect(other)) {
            assertThat(server.endSessions(database)).isOne();
            assertThat(ended.isValid(5)).isFalse();
            assertThat(left.isValid(5)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWrongPasswordsAndStrangers(SqlServerKind kind) throws Exception {
        var server = kind.get();
        var database = server.create();
        var changed = server.changePassword(database);

        for (var refused : List.of(database, changed.withPassword(""))) {
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> server.connect(refused));
        }
        assertThat(number(server, changed, "SELECT 1")).isOne();
        // The owner is no administrator.
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute(server, changed, "CREATE DATABASE " + ServerDirectory.randomName()));
        if (!kind.isPostgresql()) {
            var other = server.create();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> server.connect(changed.named(other.name())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void speaksTlsWhereChosen(SqlServerKind kind) throws Exception {
        var plain = kind.get();
        var inPlain = plain.create();
        try (var server = kind.start(ServerChoice.ONLY_TLS, ServerChoice.DURABLE)) {
            var database = server.create();

            try (var connection = server.connectByTls(database)) {
                assertThat(connection.isValid(5)).isTrue();
            }
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> server.connectPlain(database));
            assertThat(server.certificate()).content().startsWith("-----BEGIN CERTIFICATE-----");
        }
        try (var server = kind.start(ServerChoice.TLS)) {
            var database = server.create();

            try (var encrypted = server.connectByTls(database);
                    var open = server.connectPlain(database)) {
                assertThat(encrypted.isValid(5)).isTrue();
                assertThat(open.isValid(5)).isTrue();
            }
        }
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> plain.connectByTls(inPlain));
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingBehindWhenTheTestsAreKilled(SqlServerKind kind) throws Exception {
        // Skips the test where there is no such server.
        kind.get();
        var tests = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerToLeave.class.getName(),
                        kind.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = tests.inputReader(StandardCharsets.UTF_8)) {
            var directory = Path.of(output.readLine());
            var server = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(directory).isDirectory();

            tests.destroyForcibly();

            waitUntilGone(directory, server);
        }
    }

    private static void waitUntilGone(Path directory, ProcessHandle server) {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (server.isAlive() || Files.exists(directory)) {
            assertThat(System.nanoTime()).as(directory + " and " + server).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static Fixture fixture(SqlServerKind kind) {
        return kind.isPostgresql() ? Fixture.POSTGRESQL : Fixture.MYSQL;
    }

    private static void say(SqlServerKind kind, String what, long began) {
        System.out.printf("%s: %s in %d ms%n", kind, what, (System.nanoTime() - began) / 1_000_000);
    }

    private static void execute(SqlServer server, Database database, String... statements) throws SQLException {
        try (var connection = server.connect(database);
                var session = connection.createStatement()) {
            for (var statement : statements) {
                session.execute(statement);
            }
        }
    }

    private static long number(SqlServer server, Database database, String query) throws SQLException {
        try (var connection = server.connect(database);
                var session = connection.createStatement();
                var row = session.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private static Map<String, Long> rows(SqlServer server, Database database) throws SQLException {
        var counted = new TreeMap<String, Long>();
        for (var table : List.of("b", "c", "i", "l", "t", "v")) {
            counted.put(table, number(server, database, "SELECT COUNT(*) FROM " + table));
        }
        return counted;
    }

    /** As the fixtures describe a listing; the blobs of these stores are not compressed. */
    private static List<String> listing(SqlServer server, Database database) throws Exception {
        var lines = new ArrayList<String>();
        try (var connection = server.connect(database)) {
            for (var letter : LETTERS) {
                list(connection, letter, lines);
            }
        }
        return lines;
    }

    private static void list(Connection connection, String letter, List<String> lines) throws Exception {
        var hex = HexFormat.of();
        var sha256 = MessageDigest.getInstance("SHA-256");
        try (var session = connection.createStatement();
                var rows = session.executeQuery("SELECT * FROM " + letter)) {
            while (rows.next()) {
                var value = KEYS_ONLY.contains(letter)
                        ? "-"
                        : COUNTERS.contains(letter)
                                ? Long.toString(rows.getLong("v"))
                                : hex.formatHex(sha256.digest(rows.getBytes("v")));
                lines.add(letter + "\t" + hex.formatHex(rows.getBytes("k")) + "\t" + value);
            }
        }
    }
}
