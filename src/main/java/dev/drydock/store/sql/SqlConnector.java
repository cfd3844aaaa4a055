package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;

/** Opens connections to one database, and says what went wrong with them. */
public record SqlConnector(SqlDialect dialect, SqlPlace place) {

    /** The store as an admin names it. */
    public String name() {
        return dialect.scheme() + ":" + place.location();
    }

    public Connection connect() throws StoreException {
        try {
            return dialect.connect(place);
        } catch (SQLException e) {
            throw failed("Cannot connect to " + name(), e);
        }
    }

    /**
     * Keeps other Drydocks from writing to the same store until a connection ends.
     *
     * @param problem what is said where one is at it already
     */
    public void requireLock(Connection connection, String problem) throws SQLException, StoreInUseException {
        if (!dialect.lock(connection, place)) {
            throw new StoreInUseException(problem, "Wait until it is done, or end it");
        }
    }

    /** The same for changing a store that is there. */
    public void requireLock(Connection connection) throws SQLException, StoreInUseException {
        requireLock(connection, name() + " is being changed by another Drydock");
    }

    /**
     * For a read that failed.
     *
     * @param what what was being read, such as {@code table b (bitmaps)}
     */
    public StoreException reading(Object what, SQLException e) {
        return failed("Cannot read " + what + " of " + name(), e);
    }

    /**
     * For a write that failed.
     *
     * @param what what was being written, such as {@code table s (settings)}
     */
    public StoreException writing(Object what, SQLException e) {
        return failed("Cannot write " + what + " of the new store " + name(), e);
    }

    public StoreException failed(String problem, SQLException e) {
        var reason = dialect.reason(e);
        return new StoreException(problem + ": " + reason.words(), reason.nextStep(), e);
    }

    /** For a key that was given twice. */
    public StoreException duplicate(StoreTable table, byte[] key) {
        return duplicate(table, HexFormat.of().formatHex(key));
    }

    /** For a key that was given twice, in hex. */
    public StoreException duplicate(StoreTable table, String key) {
        return new StoreException(
                "Key " + key + " comes twice for " + table + " of the new store " + name(),
                "Look at both records in what is being converted, as a store cannot hold two under one key");
    }

    /** For a table in which the server has another number of rows than were given to it. */
    public StoreException miscounted(StoreTable table, long found, long given) {
        return new StoreException(
                "The " + table + " of the new store " + name() + " has " + found + " rows instead of " + given,
                "Look at the server's own log and its disk, and start again");
    }

    /** Closes a connection after a failure, which is given back with what went wrong now. */
    public static StoreException closed(Connection connection, StoreException failure) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
