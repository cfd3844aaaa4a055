package dev.drydock.store.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;

/** Who holds locks on the tables of a store. */
final class LockHolders {

    private LockHolders() {}

    /** For people, such as {@code 812 (user jane, application psql)}; empty where nobody does any more. */
    static String of(Connection connection, List<String> schemas) throws SQLException {
        var holders = new TreeSet<String>();
        try (var statement = connection.prepareStatement("SELECT l.pid, a.usename, a.application_name FROM pg_locks l"
                + " JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " LEFT JOIN pg_stat_activity a ON a.pid = l.pid"
                + " WHERE l.granted AND l.pid <> pg_backend_pid() AND c.relname ~ '^[a-z]$'"
                + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                + " AND n.nspname = ANY (?)")) {
            statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    holders.add(rows.getLong(1) + " (user " + rows.getString(2) + ", application " + rows.getString(3)
                            + ")");
                }
            }
        }
        return String.join(", ", holders);
    }
}
