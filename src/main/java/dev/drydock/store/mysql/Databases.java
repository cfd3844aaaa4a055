package dev.drydock.store.mysql;

import java.sql.Connection;
import java.sql.SQLException;

/** Looks at the databases of a server, and writes their names into statements. */
final class Databases {

    private Databases() {}

    static String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    static String qualified(String database, String table) {
        return quote(database) + '.' + quote(table);
    }

    static boolean exists(Connection connection, String name) throws SQLException {
        return hasRow(connection, "SELECT 1 FROM information_schema.schemata WHERE schema_name = ?", name);
    }

    /** Whether a database is there and nothing is in it, as far as the account may see. */
    static boolean isEmpty(Connection connection, String name) throws SQLException {
        return exists(connection, name)
                && !hasRow(connection, "SELECT 1 FROM information_schema.tables WHERE table_schema = ?", name)
                && !hasRow(connection, "SELECT 1 FROM information_schema.routines WHERE routine_schema = ?", name)
                && !hasRow(connection, "SELECT 1 FROM information_schema.events WHERE event_schema = ?", name);
    }

    private static boolean hasRow(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** The words that make a database store text as another does. */
    static String characterSet(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT default_character_set_name, default_collation_name"
                + " FROM information_schema.schemata WHERE schema_name = ?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("there is no database " + name, "42000", 1049);
                }
                return "CHARACTER SET " + rows.getString(1) + " COLLATE " + rows.getString(2);
            }
        }
    }
}
