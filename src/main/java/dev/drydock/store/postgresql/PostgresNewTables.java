package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.NewTables;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.StoreTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * New tables, made and filled in one transaction: the server itself removes what does not reach its end.
 *
 * <p>Primary keys are made when all rows are there: the server then sorts the keys once, in whatever order they came.
 */
final class PostgresNewTables implements NewTables {

    private static final Pattern KEY = Pattern.compile("\\\\x([0-9a-f]*)");

    private final SqlConnector connector;
    private final Connection connection;
    private final Map<StoreTable, CopyRows> rows = new LinkedHashMap<>();
    private final List<String> dropped = new ArrayList<>();
    private boolean closed;

    private PostgresNewTables(SqlConnector connector, Connection connection) {
        this.connector = connector;
        this.connection = connection;
    }

    static PostgresNewTables begin(SqlConnector connector, List<StoreTable> tables) throws StoreException {
        return begin(connector, tables, null);
    }

    /** @param state of the database that the transaction is to see, as another one has exported it */
    static PostgresNewTables begin(SqlConnector connector, List<StoreTable> tables, @Nullable String state)
            throws StoreException {
        var connection = connector.connect();
        try {
            connector.requireLock(connection, "Another Drydock is writing to " + connector.name());
            connection.setAutoCommit(false);
            var begun = new PostgresNewTables(connector, connection);
            if (state != null) {
                begun.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
                begun.execute("SET TRANSACTION SNAPSHOT " + Names.literal(state));
            }
            begun.make(tables);
            return begun;
        } catch (SQLException e) {
            throw SqlConnector.closed(connection, connector.writing("the tables", e));
        } catch (StoreException e) {
            throw SqlConnector.closed(connection, e);
        }
    }

    private void make(List<StoreTable> tables) throws SQLException {
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        for (var table : tables) {
            execute("CREATE TABLE " + table.letter() + " (" + columns(table) + ")");
            rows.put(table, new CopyRows(copies, table));
        }
    }

    /** As the server declares them, but for the primary key. */
    private static String columns(StoreTable table) {
        return switch (table.shape()) {
            case KEY_ONLY -> "k BYTEA";
            case VALUE -> "k BYTEA, v BYTEA NOT NULL";
            case COUNTER -> "k BYTEA, v BIGINT NOT NULL DEFAULT 0";
        };
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void insert(StoreTable table, byte[] key, byte[] value) throws StoreException {
        try {
            into(table).add(key, value);
        } catch (SQLException e) {
            throw connector.writing(table, e);
        }
    }

    /** For statements that belong to the same transaction. */
    Connection connection() {
        return connection;
    }

    /** Counts rows that a table has got by a statement. */
    void filled(StoreTable table, long number) {
        into(table).count(number);
    }

    private CopyRows into(StoreTable table) {
        var into = rows.get(table);
        if (into == null) {
            throw new IllegalArgumentException("not one of the new tables: " + table);
        }
        return into;
    }

    /** Has a table dropped before the transaction ends. */
    void dropLater(String name) {
        dropped.add(name);
    }

    @Override
    public void commit() throws StoreException {
        for (var each : rows.entrySet()) {
            finish(each.getKey(), each.getValue());
        }
        try {
            for (var name : dropped) {
                execute("DROP TABLE " + name);
            }
            // Whatever is usual there: by the end of this all is on the disk.
            execute("SET LOCAL synchronous_commit = on");
            connection.commit();
        } catch (SQLException e) {
            throw connector.writing("the tables", e);
        }
        close();
    }

    private void finish(StoreTable table, CopyRows copied) throws StoreException {
        try {
            copied.send();
            execute("ALTER TABLE " + table.letter() + " ADD PRIMARY KEY (k)");
            try (var statement = connection.createStatement();
                    var count = statement.executeQuery("SELECT count(*) FROM " + table.letter())) {
                count.next();
                if (count.getLong(1) != copied.rows()) {
                    throw connector.miscounted(table, count.getLong(1), copied.rows());
                }
            }
        } catch (SQLException e) {
            // "Key (k)=(\x0a0b) is duplicated.", in the language of the server.
            var key = KEY.matcher(String.valueOf(e.getMessage()));
            throw PostgresFailure.DUPLICATE_KEY.equals(e.getSQLState()) && key.find()
                    ? connector.duplicate(table, key.group(1))
                    : connector.writing(table, e);
        }
    }

    @Override
    public void close() throws StoreException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            // Without a commit before, the server takes all back; so it does where the connection is lost already.
            connection.close();
        } catch (SQLException e) {
            throw connector.failed("Cannot end the writing of " + connector.name(), e);
        }
    }
}
