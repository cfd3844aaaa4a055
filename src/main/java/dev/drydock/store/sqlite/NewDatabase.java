package dev.drydock.store.sqlite;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.NewTables;
import dev.drydock.store.sql.StoreTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * A database being written, which appears under its final name when all is done.
 *
 * <p>No journal and no sync while writing: whatever goes wrong, the temporary file is thrown away.
 */
final class NewDatabase implements NewTables {

    private static final String WHOLE = "the database";

    /** The old database, as SQL of this connection calls it. */
    static final String OLD = "old";

    private final Path target;
    private final TemporaryFile temporary;
    private final Connection connection;
    private final Map<StoreTable, TableWriter> writers = new LinkedHashMap<>();
    private final List<StoreTable> kept;
    private boolean closed;

    private NewDatabase(Path target, TemporaryFile temporary, Connection connection, List<StoreTable> kept) {
        this.kept = kept;
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
        return begin(TemporaryFile.create(target), target, tables, null, List.of());
    }

    /**
     * The same beside an old one, from which queries may fill tables; {@link KeptTables} has all rows from the beginning,
     * where it can.
     *
     * @param old stays open until this is closed
     */
    static NewDatabase beside(Path target, List<StoreTable> tables, OpenDatabase old, Progress progress)
            throws StoreException {
        var kept = KeptTables.canBeKept(old) ? KeptTables.ALL : List.<StoreTable>of();
        var temporary = TemporaryFile.create(target);
        if (!kept.isEmpty()) {
            try {
                old.copyTo(temporary.path(), progress);
            } catch (IOException e) {
                var failure = SqliteFailure.of("Cannot copy " + old.path() + " for the new store " + target, e);
                temporary.remove(failure);
                throw failure;
            }
        }
        return begin(temporary, target, tables, old, kept);
    }

    private static NewDatabase begin(
            TemporaryFile temporary,
            Path target,
            List<StoreTable> tables,
            @Nullable OpenDatabase old,
            List<StoreTable> kept)
            throws StoreException {
        SqliteLibrary.load();
        try {
            var url = "jdbc:sqlite:file:" + temporary.path().toUri().getRawPath() + "?mode=rw";
            var connection = JDBC.createConnection(url, new SQLiteConfig().toProperties());
            var database = new NewDatabase(target, temporary, connection, kept);
            try {
                database.prepare(tables, old);
            } catch (SQLException | StoreException e) {
                connection.close();
                throw e;
            }
            return database;
        } catch (SQLException e) {
            var failure = SqliteFailure.writing(target, WHOLE, e);
            temporary.remove(failure);
            throw failure;
        } catch (StoreException e) {
            temporary.remove(e);
            throw e;
        }
    }

    private void prepare(List<StoreTable> tables, @Nullable OpenDatabase old) throws SQLException, StoreException {
        // First, so that a copy with a log of writes is left without one and no index of it is made.
        execute("PRAGMA main.locking_mode = exclusive");
        execute("PRAGMA main.synchronous = off");
        execute("PRAGMA main.journal_mode = off");
        execute("PRAGMA temp_store = memory");
        execute("PRAGMA cache_size = -65536");
        if (old != null) {
            attach(old);
        }
        connection.setAutoCommit(false);
        if (old != null && !kept.isEmpty()) {
            dropOthers(old);
        }
        for (var table : tables) {
            if (!kept.contains(table)) {
                execute(Declarations.createStatement(table));
            }
            writers.put(table, new TableWriter(connection, target, temporary, table));
        }
        for (var table : kept) {
            writer(table).keep();
        }
    }

    /** Of the tables of v0.7.3, of which a copy has no others. */
    private void dropOthers(OpenDatabase old) throws StoreException {
        for (var table : StoreTable.ofV073()) {
            if (kept.stream().noneMatch(one -> one.letter() == table.letter())) {
                try {
                    execute("DROP TABLE main." + table.letter());
                } catch (SQLException e) {
                    // Its pages are those of the old one, and so is what is wrong with them.
                    throw SqliteFailure.reading(old.path(), table.toString(), e);
                }
            }
        }
    }

    private void attach(OpenDatabase old) throws SQLException {
        try (var statement = connection.prepareStatement("ATTACH ? AS " + OLD)) {
            statement.setString(1, old.uri());
            statement.execute();
        }
    }

    /** Fills a table by a query that gives its columns. */
    void fill(StoreTable table, String query) throws StoreException {
        writer(table).fill(query);
    }

    /** Whether a table had all rows of the old one from the beginning. */
    boolean isKept(StoreTable table) {
        return kept.contains(table);
    }

    /** Takes rows out of a table, by a query that gives their keys. */
    void remove(StoreTable table, String keys) throws StoreException {
        writer(table).remove(keys);
    }

    /** Carries out a statement beside. */
    void run(String sql) throws StoreException {
        try {
            execute(sql);
        } catch (SQLException e) {
            throw SqliteFailure.writing(target, WHOLE, e);
        }
    }

    /** Adds a row to a table of keys beside. */
    void add(String table, byte[] key) throws StoreException {
        try (var statement = connection.prepareStatement("INSERT INTO " + table + " VALUES (?)")) {
            statement.setBytes(1, key);
            statement.execute();
        } catch (SQLException e) {
            throw SqliteFailure.writing(target, WHOLE, e);
        }
    }

    /**
     * The key that a query gives; null where it gives none.
     *
     * @param from its parameter, where it has one
     */
    byte @Nullable [] key(String query, byte[] from) throws StoreException {
        try (var statement = connection.prepareStatement(query)) {
            if (statement.getParameterMetaData().getParameterCount() > 0) {
                statement.setBytes(1, from);
            }
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        } catch (SQLException e) {
            throw SqliteFailure.writing(target, WHOLE, e);
        }
    }

    private TableWriter writer(StoreTable table) {
        var writer = writers.get(table);
        if (writer == null) {
            throw new IllegalArgumentException(table + " is none of this store");
        }
        return writer;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void insert(StoreTable table, byte[] key, byte[] value) throws StoreException {
        writer(table).add(key, value);
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
            execute("PRAGMA main.journal_mode = wal");
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
