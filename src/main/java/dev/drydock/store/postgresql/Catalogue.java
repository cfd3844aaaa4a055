package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlPlace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The databases of a server, seen from one that is always there, since a database has no name for who is in it. */
record Catalogue(PostgresDialect dialect, SqlPlace worker) {

    private static final List<String> ALWAYS_THERE = List.of("postgres", "template1");

    SqlConnector connector(String database) {
        return new SqlConnector(dialect, worker.inDatabase(database));
    }

    /** A connection beside the databases of stores. */
    Connection connect() throws StoreException {
        StoreException first = null;
        for (var database : ALWAYS_THERE) {
            try {
                return connector(database).connect();
            } catch (StoreException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new StoreException("No database is always there", "Make one named postgres") : first;
    }

    static boolean exists(Connection connection, String database) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            statement.setString(1, database);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    boolean exists(String database) throws StoreException {
        try (var connection = connect()) {
            return exists(connection, database);
        } catch (SQLException e) {
            throw connector(ALWAYS_THERE.get(0)).reading("the list of databases", e);
        }
    }

    /** Where the mail server makes its tables, asked in the database that holds the old ones, which has its settings. */
    String home(SqlPlace place, String old) throws StoreException {
        if (exists(old)) {
            try {
                return dialect.home(place.inDatabase(old));
            } catch (StoreException e) {
                if (!exists(place.database())) {
                    throw e;
                }
                // Another database has that name, and the account of the mail server may not enter it.
                return dialect.home(place);
            }
        }
        return dialect.home(place);
    }
}
