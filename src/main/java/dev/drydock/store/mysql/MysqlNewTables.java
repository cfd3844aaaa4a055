package dev.drydock.store.mysql;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter.Shape;
import dev.drydock.store.ScratchDirectory;
import dev.drydock.store.sql.NewTables;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.StoreTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * New tables, filled under other names in the same database, and given theirs by one RENAME TABLE, which the server does
 * whole or not at all. There are no transactions over tables that are made: those of a run that was killed stay until
 * the next, which knows by the lock that their owner is gone.
 */
final class MysqlNewTables implements NewTables {

    /** Begins the name of a table that is not finished. */
    static final String ASIDE = "drydock_new_";

    private final SqlConnector connector;
    private final Connection connection;
    private final ScratchDirectory scratch;
    private final Map<StoreTable, TableWriter> writers = new LinkedHashMap<>();
    private final List<String> renames = new ArrayList<>();
    private boolean renamed;
    private boolean closed;

    private MysqlNewTables(SqlConnector connector, Connection connection, ScratchDirectory scratch) {
        this.connector = connector;
        this.connection = connection;
        this.scratch = scratch;
    }

    static MysqlNewTables begin(SqlConnector connector, List<StoreTable> tables, Path work) throws StoreException {
        var connection = connector.connect();
        MysqlNewTables begun;
        try {
            requireLock(connector, connection);
            begun = new MysqlNewTables(connector, connection, ScratchDirectory.in(work, "mysql"));
        } catch (SQLException e) {
            throw SqlConnector.closed(connection, connector.writing("the tables", e));
        } catch (IOException e) {
            throw SqlConnector.closed(
                    connection,
                    new StoreException(
                            "Cannot make a directory for temporary files in " + work + ": " + e.getMessage(),
                            "Name another one with --work",
                            e));
        } catch (StoreException e) {
            throw SqlConnector.closed(connection, e);
        }
        try {
            begun.make(tables);
            return begun;
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

    private static void requireLock(SqlConnector connector, Connection connection) throws SQLException, StoreException {
        connector.requireLock(connection, "Another Drydock is writing to " + connector.name());
    }

    private void make(List<StoreTable> tables) throws SQLException {
        dropUnfinished(connection);
        for (var table : tables) {
            var name = ASIDE + table.letter();
            var columns = table.letter() == 't' ? columns("LONGBLOB") : columns(table.shape());
            execute(connection, "CREATE TABLE " + name + " (" + columns + ") ENGINE=InnoDB");
            writers.put(table, new TableWriter(connector, connection, table, name, scratch.path()));
        }
        connection.setAutoCommit(false);
    }

    /** As the server declares them. */
    static String columns(Shape shape) {
        return switch (shape) {
            case KEY_ONLY -> "k BLOB, PRIMARY KEY (k(400))";
            case COUNTER -> "k TINYBLOB, v BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (k(255))";
            case VALUE -> columns("MEDIUMBLOB");
        };
    }

    private static String columns(String value) {
        return "k TINYBLOB, v " + value + " NOT NULL, PRIMARY KEY (k(255))";
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void dropUnfinished(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = database() AND table_type = 'BASE TABLE'")) {
            while (rows.next()) {
                if (rows.getString(1).matches(ASIDE + "[a-z_]+")) {
                    names.add(rows.getString(1));
                }
            }
        }
        for (var name : names) {
            execute(connection, "DROP TABLE " + name);
        }
    }

    @Override
    public void insert(StoreTable table, byte[] key, byte[] value) throws StoreException {
        writer(table).add(key, value);
    }

    /** For statements that fill the tables. */
    Connection connection() {
        return connection;
    }

    /** Has a table get its own name together with the others. */
    void renameLater(String from, String to) {
        renames.add(from + " TO " + to);
    }

    /** Counts rows that a table has got by a statement. */
    void filled(StoreTable table, long number) {
        writer(table).count(number);
    }

    private TableWriter writer(StoreTable table) {
        var writer = writers.get(table);
        if (writer == null) {
            throw new IllegalArgumentException("not one of the new tables: " + table);
        }
        return writer;
    }

    @Override
    public void commit() throws StoreException {
        try {
            for (var writer : writers.values()) {
                writer.finish();
                connection.commit();
            }
            writers.keySet().forEach(table -> renameLater(ASIDE + table.letter(), table.name()));
            execute(connection, "RENAME TABLE " + String.join(", ", renames));
            renamed = true;
            dropUnfinished(connection);
        } catch (SQLException e) {
            throw connector.writing("the tables", e);
        }
        close();
    }

    @Override
    public void close() throws StoreException {
        if (closed) {
            return;
        }
        closed = true;
        try (scratch;
                connection) {
            if (!renamed) {
                removeUnfinished();
            }
        } catch (SQLException e) {
            throw connector.failed("Cannot end the writing of " + connector.name(), e);
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot remove the temporary directory " + scratch.path() + ": " + e.getMessage(),
                    "Remove it by hand; nothing needs it",
                    e);
        }
    }

    private void removeUnfinished() throws StoreException {
        try {
            if (connection.isValid(connector.place().timeoutSeconds())) {
                connection.rollback();
                dropUnfinished(connection);
                return;
            }
            // The connection was lost: what it has left goes by another one.
            try (var another = connector.connect()) {
                requireLock(connector, another);
                dropUnfinished(another);
            }
        } catch (SQLException e) {
            throw left(connector.failed("Cannot drop unfinished tables", e));
        } catch (StoreException e) {
            throw left(e);
        }
    }

    private StoreException left(StoreException e) {
        return new StoreException(
                "Unfinished tables " + ASIDE + "… are left in " + connector.name() + ": " + e.problem(),
                "The next run removes them; or drop them by hand",
                e);
    }
}
