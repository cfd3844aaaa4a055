package dev.drydock.store.sqlite;

import dev.drydock.bytes.BigEndian;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.sql.StoreTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A v0.8.0 store being changed, in one transaction for all that is committed together.
 *
 * <p>SQLite's own exclusive mode keeps everybody else out, and plays in what a killed server has left in the log. The
 * journal mode is part of the file and stays what the server made it; when this is closed, no log is left.
 */
final class SqliteStoreEditor implements StoreEditor, Database {

    /** Who may read while the store is changed. */
    enum Sharing {
        NONE,
        WITH_READERS
    }

    private static final String WHOLE = "the database";

    private final String name;
    private final Path path;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private boolean changing;

    private SqliteStoreEditor(String name, Path path, Connection connection) {
        this.name = name;
        this.path = path;
        this.connection = connection;
    }

    /** @param file of which it is known that it is a v0.8.0 store */
    static SqliteStoreEditor open(String name, StoreFile file, Sharing sharing) throws StoreException {
        SqliteLibrary.load();
        refuseUsed(file);
        Connection connection = null;
        try {
            connection = OpenDatabase.connect(file.path(), "?mode=rw");
            var editor = new SqliteStoreEditor(name, file.path(), connection);
            editor.prepare(sharing);
            return editor;
        } catch (SQLException e) {
            throw closed(connection, SqliteFailure.changing(file.path(), WHOLE, e));
        } catch (StoreException e) {
            throw closed(connection, e);
        }
    }

    /** Names the process that has it, which SQLite cannot; what comes between is for SQLite to refuse. */
    private static void refuseUsed(StoreFile file) throws StoreException {
        var lock = StoreLock.acquire(file);
        var shared = lock.isShared();
        lock.close(() -> {});
        if (shared) {
            throw new StoreInUseException(
                    file.path() + " is being read by this process", "Close it there before it is changed");
        }
    }

    private static StoreException closed(@Nullable Connection connection, StoreException failure) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private void prepare(Sharing sharing) throws SQLException, StoreException {
        if (sharing == Sharing.NONE) {
            // Before the first access: only then is no index of the log shared with others.
            execute("PRAGMA locking_mode = exclusive");
        } else {
            execute("PRAGMA journal_mode = wal");
        }
        execute("PRAGMA busy_timeout = 0");
        execute("PRAGMA synchronous = full");
        execute("PRAGMA temp_store = memory");
        execute("PRAGMA cache_size = -16384");
        execute("PRAGMA trusted_schema = off");
        execute("BEGIN IMMEDIATE");
        execute("ROLLBACK");
        var schema = Schema.read(this);
        if (schema.version() != StoreVersion.V0_8_0) {
            throw new StoreException(
                    name + " is no store of v0.8.0, but " + schema.version().title(),
                    "Name the store that v0.8.0 uses");
        }
        schema.tables().require(StoreTable.ofV080(), path.toString());
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public PreparedStatement prepare(String sql, String what) throws StoreException {
        try {
            return connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw SqliteFailure.reading(path, what, e);
        }
    }

    private PreparedStatement kept(String sql, StoreTable table) throws StoreException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = prepare(sql, table.toString());
            statements.put(sql, statement);
        }
        return statement;
    }

    @Override
    public byte @Nullable [] get(Letter letter, byte[] key) throws StoreException {
        var table = StoreTable.of(letter);
        try {
            var column = table.hasValue() ? "v" : "zeroblob(0)";
            var lookup = kept("SELECT " + column + " FROM " + table.letter() + " WHERE k = ?", table);
            lookup.setBytes(1, key);
            try (var rows = lookup.executeQuery()) {
                if (!rows.next()) {
                    return null;
                }
                return table.hasValue() ? TableCursor.decode(rows, 1, table, key, this) : new byte[0];
            }
        } catch (SQLException e) {
            throw SqliteFailure.reading(path, table.toString(), e);
        }
    }

    @Override
    public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
        var table = StoreTable.of(letter);
        var insert = "INSERT INTO " + table.letter();
        try {
            begin();
            var put = kept(
                    insert
                            + (table.hasValue()
                                    ? " (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v"
                                    : " (k) VALUES (?) ON CONFLICT (k) DO NOTHING"),
                    table);
            put.setBytes(1, key);
            if (table.shape() == Letter.Shape.COUNTER) {
                put.setLong(2, Long.reverseBytes(BigEndian.u64(value, 0)));
            } else if (table.hasValue()) {
                put.setBytes(2, value);
            }
            put.executeUpdate();
        } catch (SQLException e) {
            throw SqliteFailure.changing(path, table.toString(), e);
        }
    }

    @Override
    public void delete(Letter letter, byte[] key) throws StoreException {
        var table = StoreTable.of(letter);
        try {
            begin();
            var delete = kept("DELETE FROM " + table.letter() + " WHERE k = ?", table);
            delete.setBytes(1, key);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw SqliteFailure.changing(path, table.toString(), e);
        }
    }

    private void begin() throws SQLException {
        if (!changing) {
            execute("BEGIN IMMEDIATE");
            changing = true;
        }
    }

    @Override
    public void commit() throws StoreException {
        try {
            if (changing) {
                execute("COMMIT");
                changing = false;
            }
        } catch (SQLException e) {
            throw SqliteFailure.changing(path, WHOLE, e);
        }
    }

    @Override
    public void close() throws StoreException {
        try (connection) {
            for (var statement : statements.values()) {
                statement.close();
            }
            statements.clear();
            if (changing && !connection.isClosed()) {
                changing = false;
                execute("ROLLBACK");
            }
        } catch (SQLException e) {
            throw SqliteFailure.changing(path, WHOLE, e);
        }
    }
}
