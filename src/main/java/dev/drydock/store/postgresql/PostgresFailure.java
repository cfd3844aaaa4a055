package dev.drydock.store.postgresql;

import dev.drydock.store.sql.SqlReason;
import java.sql.SQLException;
import java.util.Objects;

/** Says why PostgreSQL did not do what it was asked to, by its SQLSTATE. */
final class PostgresFailure {

    static final String DUPLICATE_KEY = "23505";

    private PostgresFailure() {}

    static SqlReason reason(SQLException e) {
        return switch (Objects.requireNonNullElse(e.getSQLState(), "")) {
            case "28P01" -> SqlReason.wrongPassword();
            case "28000" -> notLetIn(e);
            case "3D000" -> SqlReason.noDatabase();
            case "3F000" ->
                new SqlReason(
                        "there is no schema to make tables in", "Make the schema first, or name one that is there");
            case "42501" -> SqlReason.noRights(e);
            case "25006" -> SqlReason.readOnly();
            case "55P03", "40P01" -> SqlReason.locked();
            case "57014", "25P03", "25P04", "57P05" -> SqlReason.timeLimit();
            case "53100" -> SqlReason.diskFull();
            case "53300" -> SqlReason.tooManyConnections();
            case "57P01", "57P02" -> SqlReason.sessionEnded();
            case "57P03" ->
                new SqlReason("the server is starting up or shutting down", "Wait a moment, and start again");
            case "42P07" ->
                new SqlReason(
                        "something of that name is there already (" + SqlReason.said(e) + ")",
                        "See what it is, and name another database or schema if it is in use");
            // What was prepared in one session is there in another, or not there, which only a pooler gives.
            case "26000", "42P05" -> SqlReason.pooler(e);
            case "08P01" -> SqlReason.said(e).contains("startup parameter") ? SqlReason.pooler(e) : SqlReason.other(e);
            case "08004" -> refused(e);
            case "08000", "08001", "08003", "08006", "08007" -> SqlReason.ofConnection(e);
            default -> SqlReason.other(e);
        };
    }

    /** A line of pg_hba.conf for TLS alone does not count for a connection without, and there is none then. */
    private static SqlReason notLetIn(SQLException e) {
        var said = SqlReason.said(e);
        return said.contains("no encryption") || said.contains("SSL off")
                ? new SqlReason(
                        "it asks for TLS, or lets nobody in from here (" + said + ")",
                        "Turn TLS on here, as tls.enable of the configuration does; else see pg_hba.conf")
                : new SqlReason(
                        "it does not let this account in (" + said + ")",
                        "Check the user, TLS, and the line of pg_hba.conf for this address");
    }

    private static SqlReason refused(SQLException e) {
        if (e.getCause() != null || SqlReason.said(e).contains("SSL")) {
            // A network that fails, or no agreement on TLS.
            return SqlReason.ofConnection(e);
        }
        return SqlReason.said(e).contains("password")
                ? SqlReason.noPassword()
                : new SqlReason(
                        "it does not let this account in (" + SqlReason.said(e) + ")",
                        "Check the user and the password");
    }
}
