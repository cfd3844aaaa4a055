package dev.drydock.store.sql;

import dev.drydock.bytes.BigEndian;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.Letter.Shape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A v0.8.0 store being changed, in one transaction for all that is committed together. */
final class SqlStoreEditor implements StoreEditor {

    private final SqlConnector connector;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** @param connection with the lock on the store, if it needs one, which is closed with this */
    SqlStoreEditor(SqlConnector connector, Connection connection) throws SQLException {
        this.connector = connector;
        this.connection = connection;
        // Each look is at what is there, not at what was there when the first was taken.
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
    }

    @Override
    public String name() {
        return connector.name();
    }

    private PreparedStatement kept(String sql) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    @Override
    public byte @Nullable [] get(Letter letter, byte[] key) throws StoreException {
        var table = StoreTable.of(letter);
        try {
            return TableReader.get(kept(TableReader.lookup(table)), table, key);
        } catch (SQLException e) {
            throw connector.reading(table, e);
        }
    }

    @Override
    public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
        var table = StoreTable.of(letter);
        try {
            var put = kept(connector.dialect().put(table));
            put.setBytes(1, key);
            if (table.shape() == Shape.COUNTER) {
                put.setLong(2, Long.reverseBytes(BigEndian.u64(value, 0)));
            } else if (table.hasValue()) {
                put.setBytes(2, value);
            }
            put.executeUpdate();
        } catch (SQLException e) {
            throw changing(table, e);
        }
    }

    @Override
    public void delete(Letter letter, byte[] key) throws StoreException {
        var table = StoreTable.of(letter);
        try {
            var delete = kept("DELETE FROM " + table.letter() + " WHERE k = ?");
            delete.setBytes(1, key);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw changing(table, e);
        }
    }

    private StoreException changing(Object what, SQLException e) {
        return connector.failed("Cannot change " + what + " of " + name(), e);
    }

    @Override
    public void commit() throws StoreException {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw changing("the tables", e);
        }
    }

    @Override
    public void close() throws StoreException {
        try (connection) {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw changing("the tables", e);
        }
    }
}
