package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.NewTables;
import dev.drydock.store.sql.StoreTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * A database being written, which appears under its final name when all is done.
 *
 * <p>No journal and no sync while writing: whatever goes wrong, the temporary file is thrown away.
 */
final class NewDatabase implements NewTables {

    private static final String WHOLE = "the database";

    private final Path target;
    private final TemporaryFile temporary;
    private final Connection connection;
    private final Map<StoreTable, TableWriter> writers = new LinkedHashMap<>();
    private boolean closed;

    private NewDatabase(Path target, TemporaryFile temporary, Connection connection) {
        this.target = target;
        this.temporary = temporary;
        this.connection = connection;
    }

    /**
     * Begins the database and makes its tables.
     *
     * @param target the final name, absolute; nothing there, or an empty file
     */
    static NewDatabase begin(Path target, List<StoreTable> tables) throws StoreException {
        SqliteLibrary.load();
        var temporary = TemporaryFile.create(target);
        try {
            var url = "jdbc:sqlite:file:" + temporary.path().toUri().getRawPath() + "?mode=rw";
            var connection = JDBC.createConnection(url, new SQLiteConfig().toProperties());
            var database = new NewDatabase(target, temporary, connection);
            try {
                database.prepare(tables);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            return database;
        } catch (SQLException e) {
            var failure = SqliteFailure.writing(target, WHOLE, e);
            temporary.remove(failure);
            throw failure;
        }
    }

    private void prepare(List<StoreTable> tables) throws SQLException {
        execute("PRAGMA journal_mode = off");
        execute("PRAGMA synchronous = off");
        execute("PRAGMA locking_mode = exclusive");
        execute("PRAGMA temp_store = memory");
        execute("PRAGMA cache_size = -65536");
        connection.setAutoCommit(false);
        for (var table : tables) {
            execute(Declarations.createStatement(table));
            writers.put(table, new TableWriter(connection, target, temporary, table));
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void insert(StoreTable table, byte[] key, byte[] value) throws StoreException {
        var writer = writers.get(table);
        if (writer == null) {
            throw new IllegalArgumentException(table + " is none of this store");
        }
        writer.add(key, value);
    }

    /** Writes what is still in memory, counts the rows, syncs the file and gives it its final name. */
    @Override
    public void commit() throws StoreException {
        if (closed) {
            throw new IllegalStateException("closed already");
        }
        for (var writer : writers.values()) {
            writer.finish();
        }
        try {
            connection.commit();
            connection.setAutoCommit(true);
            // The mode in which the server keeps its store is part of the file.
            execute("PRAGMA journal_mode = wal");
            connection.close();
        } catch (SQLException e) {
            throw SqliteFailure.writing(target, WHOLE, e);
        }
        temporary.takeOver();
    }

    @Override
    public void close() throws StoreException {
        if (closed) {
            return;
        }
        closed = true;
        StoreException failure = null;
        try {
            for (var writer : writers.values()) {
                writer.close();
            }
            connection.close();
        } catch (SQLException e) {
            failure = SqliteFailure.writing(target, WHOLE, e);
        }
        failure = temporary.remove(failure);
        if (failure != null) {
            throw failure;
        }
    }
}
