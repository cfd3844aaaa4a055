package dev.drydock.store.postgresql;

import dev.drydock.store.sql.OtherSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Who is connected to a database of a server. */
final class Sessions {

    private Sessions() {}

    /** All but the one that asks, as far as its account may see. */
    static List<OtherSession> in(Connection connection, String database) throws SQLException {
        var sessions = new ArrayList<OtherSession>();
        try (var statement = connection.prepareStatement("SELECT pid, coalesce(usename, ''),"
                + " coalesce(application_name, ''), coalesce(host(client_addr), '') FROM pg_stat_activity"
                + " WHERE datname = ? AND pid <> pg_backend_pid()"
                // Of others an account may not see the type; what cleans up inside the server has no user.
                + " AND (backend_type = 'client backend' OR (backend_type IS NULL AND usename IS NOT NULL))"
                + " ORDER BY pid")) {
            statement.setString(1, database);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    sessions.add(
                            new OtherSession(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
        }
        return sessions;
    }

    /** Ends them; returns how many there still were. */
    static int end(Connection connection, List<Long> pids) throws SQLException {
        var ended = 0;
        try (var end = connection.prepareStatement("SELECT pg_terminate_backend(?)")) {
            for (var pid : pids) {
                end.setInt(1, Math.toIntExact(pid));
                try (var rows = end.executeQuery()) {
                    ended += rows.next() && rows.getBoolean(1) ? 1 : 0;
                }
            }
        }
        return ended;
    }
}
