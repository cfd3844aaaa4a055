package dev.drydock.store.mysql;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter.Shape;
import dev.drydock.store.sql.ByteExpressions;
import dev.drydock.store.sql.Questions;
import dev.drydock.store.sql.ScratchKeys;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.StoreTable;
import dev.drydock.store.sql.SuccessorTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** New tables in another database of the old ones' server, filled by statements that last one by one. */
final class MysqlSuccessorTables implements SuccessorTables {

    private static final ByteExpressions BYTES = new MysqlBytes();

    private final SqlConnector connector;
    private final MysqlNewTables tables;
    private final String old;

    private MysqlSuccessorTables(SqlConnector connector, MysqlNewTables tables, String old) {
        this.connector = connector;
        this.tables = tables;
        this.old = old;
    }

    static MysqlSuccessorTables begin(SqlConnector connector, List<StoreTable> tables, Path work, SqlPlace old)
            throws StoreException {
        var begun = MysqlNewTables.begin(connector, tables, work);
        try {
            spareWriters(begun.connection());
            return new MysqlSuccessorTables(connector, begun, old.database());
        } catch (SQLException e) {
            var failure = connector.writing("the tables", e);
            try {
                begun.close();
            } catch (StoreException also) {
                failure.addSuppressed(also);
            }
            throw failure;
        }
    }

    /**
     * Has statements that fill a table from another not lock the rows that they read. Where the server hands statements on
     * to others as they are, it does not allow that; then others wait for as long as one statement takes.
     */
    private static void spareWriters(Connection connection) throws SQLException {
        if (Questions.one(connection, "SELECT @@log_bin").equals("0")
                || !Questions.one(connection, "SELECT @@binlog_format").equals("STATEMENT")) {
            try (var statement = connection.createStatement()) {
                statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
            }
        }
        // Both questions began a transaction, which has its level from before.
        connection.commit();
    }

    @Override
    public ByteExpressions bytes() {
        return BYTES;
    }

    @Override
    public String from(StoreTable table) {
        return Databases.qualified(old, table.name()) + " AS s FORCE INDEX (PRIMARY)";
    }

    @Override
    public String looked(StoreTable table) {
        return Databases.qualified(old, table.name()) + " AS o";
    }

    @Override
    public long fill(StoreTable table, String query) throws StoreException {
        try {
            var rows = update("INSERT INTO " + MysqlNewTables.ASIDE + table.letter() + " " + query);
            tables.filled(table, rows);
            return rows;
        } catch (SQLException e) {
            throw connector.writing(table, e);
        }
    }

    private long update(String sql) throws SQLException {
        try (var statement = tables.connection().createStatement()) {
            var rows = statement.executeLargeUpdate(sql);
            // So that the server need not keep all of a large table for taking it back.
            tables.connection().commit();
            return rows;
        }
    }

    @Override
    public Scratch kept(String name) throws StoreException {
        var scratch = scratch(name);
        tables.renameLater(scratch.name(), name);
        return scratch;
    }

    @Override
    public Scratch scratch(String name) throws StoreException {
        var table = MysqlNewTables.ASIDE + name;
        try {
            update("CREATE TABLE " + table + " (" + MysqlNewTables.columns(Shape.KEY_ONLY) + ") ENGINE=InnoDB");
        } catch (SQLException e) {
            throw connector.writing("table " + table, e);
        }
        return new ScratchKeys(connector, tables.connection(), table, this::update);
    }

    @Override
    public void like(StoreTable table, StoreTable old) throws StoreException {
        var name = MysqlNewTables.ASIDE + table.letter();
        try {
            update("DROP TABLE " + name);
            update("CREATE TABLE " + name + " LIKE " + Databases.qualified(this.old, old.name()));
        } catch (SQLException e) {
            throw connector.writing(table, e);
        }
    }

    @Override
    public byte @Nullable [] keyAfter(StoreTable table, byte[] from, int rows) throws StoreException {
        try (var statement = tables.connection()
                .prepareStatement("SELECT k FROM " + from(table) + " WHERE k >= ? LIMIT 1 OFFSET " + rows)) {
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
        tables.commit();
    }

    @Override
    public void close() throws StoreException {
        tables.close();
    }
}
