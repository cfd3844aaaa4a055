package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.sql.ByteExpressions;
import dev.drydock.store.sql.FilledTables;
import dev.drydock.store.sql.Questions;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.StoreTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** New tables in another schema of the old ones' database, filled in one transaction that sees one state of them. */
final class PostgresSuccessorTables extends FilledTables {

    private static final ByteExpressions BYTES = new PostgresBytes();

    /** Begins the name of a table that is gone when the new ones are finished. */
    private static final String SCRATCH = "drydock_";

    private final PostgresNewTables tables;
    private final String old;

    private PostgresSuccessorTables(SqlConnector connector, PostgresNewTables tables, String old) {
        super(connector, tables, tables.connection());
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
        change(table, "ALTER TABLE " + table.letter() + " ALTER COLUMN v SET STORAGE " + way);
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
    protected String name(StoreTable table) {
        return table.name();
    }

    @Override
    protected void filled(StoreTable table, long rows) {
        tables.filled(table, rows);
    }

    @Override
    protected String inOrder() {
        return " ORDER BY k";
    }

    @Override
    protected long update(String sql) throws SQLException {
        try (var statement = connection().createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    @Override
    public Scratch scratch(String name) throws StoreException {
        var table = SCRATCH + name;
        change("table " + table, "CREATE UNLOGGED TABLE " + table + " (k BYTEA)");
        tables.dropLater(table);
        return keys(table);
    }

    @Override
    public Scratch kept(String name) throws StoreException {
        change("table " + name, "CREATE TABLE " + name + " (k BYTEA PRIMARY KEY)");
        return keys(name);
    }

    /** All tables of a kind are alike; who may use them goes over when they are exchanged. */
    @Override
    public void like(StoreTable table, StoreTable model) {}

    @Override
    public void commit() throws StoreException {
        storeContents("EXTENDED");
        super.commit();
    }
}
