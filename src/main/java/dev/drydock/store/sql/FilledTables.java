package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What {@link SuccessorTables} of all servers have in common: statements over one connection. */
public abstract class FilledTables implements SuccessorTables {

    private final SqlConnector connector;
    private final NewTables tables;
    private final Connection connection;

    /**
     * @param tables that are filled
     * @param connection that has made them
     */
    protected FilledTables(SqlConnector connector, NewTables tables, Connection connection) {
        this.connector = connector;
        this.tables = tables;
        this.connection = connection;
    }

    /** The name of a new table while it is filled. */
    protected abstract String name(StoreTable table);

    /** Notes that a new table has got so many rows by a statement. */
    protected abstract void filled(StoreTable table, long rows);

    /** What makes rows that are led by the primary key come in its order; empty where they do. */
    protected abstract String inOrder();

    /** Carries a statement out, in the way of this server; gives the number of rows. */
    protected abstract long update(String sql) throws SQLException;

    protected final Connection connection() {
        return connection;
    }

    /** Carries a statement out that changes one of the tables or makes it. */
    protected final void change(Object what, String sql) throws StoreException {
        try {
            update(sql);
        } catch (SQLException e) {
            throw connector.writing(what, e);
        }
    }

    /** A table of keys that was made. */
    protected final Scratch keys(String name) {
        return new ScratchKeys(connector, connection, name, this::update);
    }

    @Override
    public final void fill(StoreTable table, String query) throws StoreException {
        try {
            filled(table, update("INSERT INTO " + name(table) + " " + query));
        } catch (SQLException e) {
            throw connector.writing(table, e);
        }
    }

    @Override
    public final byte @Nullable [] keyAfter(StoreTable table, byte[] from, int rows) throws StoreException {
        try {
            return keyAfter(connection, from(table), inOrder(), from, rows);
        } catch (SQLException e) {
            throw connector.reading(table, e);
        }
    }

    /**
     * The key so many rows after the first one from a key on; null where there are not as many.
     *
     * @param table led by its primary key where the server has to be told
     * @param inOrder what makes its rows come in the order of the key; empty where they do
     */
    static byte @Nullable [] keyAfter(Connection connection, String table, String inOrder, byte[] from, int rows)
            throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT k FROM " + table + " WHERE k >= ?" + inOrder + " LIMIT 1 OFFSET " + rows)) {
            statement.setBytes(1, from);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    @Override
    public final void insert(StoreTable table, byte[] key, byte[] value) throws StoreException {
        tables.insert(table, key, value);
    }

    @Override
    public void commit() throws StoreException {
        tables.commit();
    }

    @Override
    public final void close() throws StoreException {
        tables.close();
    }
}
