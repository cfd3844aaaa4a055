package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.sql.ByteExpressions;
import dev.drydock.store.sql.Questions;
import dev.drydock.store.sql.ScratchKeys;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.StoreTable;
import dev.drydock.store.sql.SuccessorTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** New tables in another schema of the old ones' database, filled in one transaction that sees one state of them. */
final class PostgresSuccessorTables implements SuccessorTables {

    private static final ByteExpressions BYTES = new PostgresBytes();

    /** Begins the name of a table that is gone when the new ones are finished. */
    private static final String SCRATCH = "drydock_";

    private final SqlConnector connector;
    private final PostgresNewTables tables;
    private final String old;

    private PostgresSuccessorTables(SqlConnector connector, PostgresNewTables tables, String old) {
        this.connector = connector;
        this.tables = tables;
        this.old = old;
    }

    static PostgresSuccessorTables begin(
            SqlConnector connector, List<StoreTable> tables, SqlPlace old, Connection reading) throws StoreException {
        if (!old.database().equals(connector.place().database())) {
            throw new StoreException(
                    connector.name() + " lies in another database than the old store, and no statement reaches both",
                    "Name a schema of the database " + old.database());
        }
        var schema = old.schema() != null ? old.schema() : new PostgresDialect().home(old);
        try {
            var state = Questions.one(reading, "SELECT pg_export_snapshot()");
            var begun =
                    new PostgresSuccessorTables(connector, PostgresNewTables.begin(connector, tables, state), schema);
            begun.storeContents("EXTERNAL");
            return begun;
        } catch (SQLException e) {
            throw connector.reading("the state of the old store", e);
        }
    }

    /** What the old table holds compressed stays so; what it does not, the server would try to compress in vain once more. */
    private void storeContents(String way) throws StoreException {
        var table = StoreTable.of(Letter.BLOB);
        try {
            update("ALTER TABLE " + table.letter() + " ALTER COLUMN v SET STORAGE " + way);
        } catch (SQLException e) {
            throw connector.writing(table, e);
        }
    }

    @Override
    public ByteExpressions bytes() {
        return BYTES;
    }

    @Override
    public String from(StoreTable table) {
        return Names.qualified(old, table.name()) + " s";
    }

    @Override
    public String looked(StoreTable table) {
        return Names.qualified(old, table.name()) + " o";
    }

    @Override
    public long fill(StoreTable table, String query) throws StoreException {
        try {
            var rows = update("INSERT INTO " + table.letter() + " " + query);
            tables.filled(table, rows);
            return rows;
        } catch (SQLException e) {
            throw connector.writing(table, e);
        }
    }

    private long update(String sql) throws SQLException {
        try (var statement = tables.connection().createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    @Override
    public Scratch scratch(String name) throws StoreException {
        var table = SCRATCH + name;
        try {
            update("CREATE UNLOGGED TABLE " + table + " (k BYTEA)");
        } catch (SQLException e) {
            throw connector.writing("table " + table, e);
        }
        tables.dropLater(table);
        return new ScratchKeys(connector, tables.connection(), table, this::update);
    }

    @Override
    public Scratch kept(String name) throws StoreException {
        try {
            update("CREATE TABLE " + name + " (k BYTEA PRIMARY KEY)");
            return new ScratchKeys(connector, tables.connection(), name, this::update);
        } catch (SQLException e) {
            throw connector.writing("table " + name, e);
        }
    }

    /** All tables of a kind are alike; who may use them goes over when they are exchanged. */
    @Override
    public void like(StoreTable table, StoreTable old) {}

    @Override
    public byte @Nullable [] keyAfter(StoreTable table, byte[] from, int rows) throws StoreException {
        try (var statement = tables.connection()
                .prepareStatement("SELECT k FROM " + from(table) + " WHERE k >= ? ORDER BY k LIMIT 1 OFFSET " + rows)) {
            statement.setBytes(1, from);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        } catch (SQLException e) {
            throw connector.reading(table, e);
        }
    }

    @Override
    public void insert(StoreTable table, byte[] key, byte[] value) throws StoreException {
        tables.insert(table, key, value);
    }

    @Override
    public void commit() throws StoreException {
        storeContents("EXTENDED");
        tables.commit();
    }

    @Override
    public void close() throws StoreException {
        tables.close();
    }
}
