package dev.drydock.sql;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** PostgreSQL's own words, and those of {@code pg_dump}. */
final class PostgresDialect implements SqlDialect {

    @Override
    public String administrator() {
        return "postgres";
    }

    @Override
    public String administratorsDatabase() {
        return "postgres";
    }

    @Override
    public String url(Database database, @Nullable ServerCertificate trusted) {
        return "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name()
                + (trusted == null
                        ? "?sslmode=disable"
                        : "?sslmode=verify-full&sslrootcert="
                                + URLEncoder.encode(trusted.certificate().toString(), StandardCharsets.UTF_8));
    }

    @Override
    public List<String> create(Database database) {
        return List.of(
                "CREATE ROLE " + database.user() + " LOGIN PASSWORD '" + database.password() + "'",
                "CREATE DATABASE " + database.name() + " OWNER " + database.user());
    }

    @Override
    public String changePassword(Database database) {
        return "ALTER ROLE " + database.user() + " PASSWORD '" + database.password() + "'";
    }

    @Override
    public String sessions() {
        return "SELECT pid FROM pg_stat_activity WHERE datname = ? AND pid <> pg_backend_pid()";
    }

    @Override
    public String endSession(long session) {
        return "SELECT pg_terminate_backend(" + session + ")";
    }

    /** The rows of a table follow its {@code COPY} until a line of a backslash and a full stop. */
    @Override
    public void load(BufferedReader dump, Connection connection) throws SQLException, IOException {
        // One transaction, and the search path that the dump sets goes with it.
        connection.setAutoCommit(false);
        var statements = new DumpStatements(dump);
        try (var session = connection.createStatement()) {
            for (var statement = statements.next(); statement != null; statement = statements.next()) {
                if (statement.startsWith("COPY ")) {
                    copy(statement, dump, connection);
                } else {
                    session.execute(statement);
                }
            }
            session.execute("SET search_path TO DEFAULT");
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void copy(String statement, BufferedReader dump, Connection connection)
            throws SQLException, IOException {
        var rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            for (var line = dump.readLine(); !"\\.".equals(line); line = dump.readLine()) {
                if (line == null) {
                    throw new EOFException("The dump ends within " + statement);
                }
                var row = (line + "\n").getBytes(StandardCharsets.UTF_8);
                rows.writeToCopy(row, 0, row.length);
            }
            rows.endCopy();
        } finally {
            if (rows.isActive()) {
                rows.cancelCopy();
            }
        }
    }
}
