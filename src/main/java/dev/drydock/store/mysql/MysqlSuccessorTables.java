package dev.drydock.store.mysql;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter.Shape;
import dev.drydock.store.sql.ByteExpressions;
import dev.drydock.store.sql.FilledTables;
import dev.drydock.store.sql.Questions;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.StoreTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** New tables in another database of the old ones' server, filled by statements that last one by one. */
final class MysqlSuccessorTables extends FilledTables {

    private static final ByteExpressions BYTES = new MysqlBytes();

    private final MysqlNewTables tables;
    private final String old;

    private MysqlSuccessorTables(SqlConnector connector, MysqlNewTables tables, String old) {
        super(connector, tables, tables.connection());
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
    protected String name(StoreTable table) {
        return MysqlNewTables.ASIDE + table.letter();
    }

    @Override
    protected void filled(StoreTable table, long rows) {
        tables.filled(table, rows);
    }

    /** It does not take a key on the first bytes of a column for an order of the column, and would sort. */
    @Override
    protected String inOrder() {
        return "";
    }

    @Override
    protected long update(String sql) throws SQLException {
        try (var statement = connection().createStatement()) {
            var rows = statement.executeLargeUpdate(sql);
            // So that the server need not keep all of a large table for taking it back.
            connection().commit();
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
        change(
                "table " + table,
                "CREATE TABLE " + table + " (" + MysqlNewTables.columns(Shape.KEY_ONLY) + ") ENGINE=InnoDB");
        return keys(table);
    }

    @Override
    public void like(StoreTable table, StoreTable model) throws StoreException {
        change(table, "DROP TABLE " + name(table));
        change(table, "CREATE TABLE " + name(table) + " LIKE " + Databases.qualified(old, model.name()));
    }
}
