package dev.drydock.store.sql;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;

/** One state of a database, read over one connection; no result stays open on it, so that reads can take turns. */
final class Snapshot implements AutoCloseable {

    private final SqlConnector connector;
    private final Connection connection;

    private Snapshot(SqlConnector connector, Connection connection) {
        this.connector = connector;
        this.connection = connection;
    }

    static Snapshot take(SqlConnector connector) throws StoreException {
        var connection = connector.connect();
        try {
            connector.dialect().beginSnapshot(connection);
            return new Snapshot(connector, connection);
        } catch (SQLException e) {
            throw SqlConnector.closed(connection, connector.reading("the state", e));
        }
    }

    SqlConnector connector() {
        return connector;
    }

    SqlDialect dialect() {
        return connector.dialect();
    }

    Connection connection() {
        return connection;
    }

    /** @param what what the statement is about, such as {@code table b (bitmaps)}, for messages */
    PreparedStatement prepare(String sql, Object what) throws StoreException {
        try {
            return connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw connector.reading(what, e);
        }
    }

    /** How many rows a table has. */
    long count(StoreTable table) throws StoreException {
        return count(table, KeyRange.ALL);
    }

    /** How many rows a table has in a range of keys. */
    long count(StoreTable table, KeyRange range) throws StoreException {
        var bounds = new ArrayList<byte[]>();
        var where = "";
        if (range.from().length > 0) {
            where = " WHERE k >= ?";
            bounds.add(range.from());
        }
        var to = range.to();
        if (to != null) {
            where += (bounds.isEmpty() ? " WHERE" : " AND") + " k < ?";
            bounds.add(to);
        }
        try (var statement = prepare("SELECT count(*) FROM " + table.letter() + where, table)) {
            for (var i = 0; i < bounds.size(); i++) {
                statement.setBytes(i + 1, bounds.get(i));
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw connector.reading(table, e);
        }
    }

    @Override
    public void close() throws StoreException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw connector.failed("Cannot end the reading of " + connector.name(), e);
        }
    }
}
