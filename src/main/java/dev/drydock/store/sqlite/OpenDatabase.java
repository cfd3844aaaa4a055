package dev.drydock.store.sqlite;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.store.FileCopy;
import dev.drydock.store.ScratchDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * A store opened for reading, with all that reading it without a trace takes: the lock, the copy where one is needed,
 * and the connection.
 *
 * <p>A file that is the whole store is opened as "immutable": SQLite then takes no locks, makes no files and looks for
 * none. One with a write-ahead log or a journal is read through a copy.
 */
final class OpenDatabase implements Database, AutoCloseable {

    private final StoreFile file;
    private final StoreStamp stamp;
    private final StoreLock lock;
    private final @Nullable ScratchDirectory scratch;
    private final Connection connection;
    private final String uri;
    private boolean closed;

    private OpenDatabase(
            StoreFile file, StoreStamp stamp, StoreLock lock, @Nullable ScratchDirectory scratch, Connection connection)
            throws SQLException {
        this.uri = connection.getMetaData().getURL().substring(JDBC.PREFIX.length());
        this.file = file;
        this.stamp = stamp;
        this.lock = lock;
        this.scratch = scratch;
        this.connection = connection;
    }

    private static ScratchDirectory scratchIn(Path work) throws StoreException {
        try {
            return ScratchDirectory.in(work, "sqlite");
        } catch (IOException e) {
            throw SqliteFailure.of("Cannot make a directory for copies in " + work, e);
        }
    }

    /**
     * @param work where the copy goes, if one is needed
     * @throws StoreException if another process has it open, it is not a database, or it cannot be read
     */
    static OpenDatabase open(StoreFile file, Path work) throws StoreException {
        SqliteLibrary.load();
        var lock = StoreLock.acquire(file);
        ScratchDirectory scratch = null;
        Connection connection = null;
        try {
            var stamp = StoreStamp.of(file);
            if (file.hasUnfinishedWork()) {
                scratch = scratchIn(work);
                var copy = StoreCopy.make(file, lock.channel(), scratch);
                // Only to undo what a journal holds must the copy be written to; a log is read as it is.
                connection = connect(copy, StoreFile.size(file.journal()) > 0 ? "?mode=rw" : "?mode=ro");
            } else {
                DatabaseHead.read(file.path(), lock.channel())
                        .requireWhole(file.path(), lock.channel().size());
                connection = connect(file.path(), "?mode=ro&immutable=1");
            }
            configure(connection);
            return new OpenDatabase(file, stamp, lock, scratch, connection);
        } catch (IOException e) {
            throw abandoned(lock, scratch, connection, SqliteFailure.of("Cannot open " + file.path(), e));
        } catch (SQLException e) {
            throw abandoned(lock, scratch, connection, SqliteFailure.reading(file.path(), "the head", e));
        } catch (StoreException e) {
            throw abandoned(lock, scratch, connection, e);
        }
    }

    /**
     * Opens the file alone, as if no log and no journal lay beside it: what is found is not the whole store, and may not
     * even be sound.
     */
    static OpenDatabase openWithoutLog(StoreFile file) throws StoreException {
        SqliteLibrary.load();
        var lock = StoreLock.acquire(file);
        Connection connection = null;
        try {
            connection = connect(file.path(), "?mode=ro&immutable=1");
            configure(connection);
            return new OpenDatabase(file, StoreStamp.of(file), lock, null, connection);
        } catch (IOException e) {
            throw abandoned(lock, null, connection, SqliteFailure.of("Cannot open " + file.path(), e));
        } catch (SQLException e) {
            throw abandoned(lock, null, connection, SqliteFailure.reading(file.path(), "the head", e));
        }
    }

    private static StoreException abandoned(
            StoreLock lock, @Nullable ScratchDirectory scratch, @Nullable Connection connection, StoreException e) {
        try {
            close(lock, scratch, connection);
        } catch (StoreException also) {
            e.addSuppressed(also);
        }
        return e;
    }

    static Connection connect(Path path, String parameters) throws SQLException {
        var config = new SQLiteConfig();
        if (!parameters.contains("mode=rw")) {
            config.setReadOnly(true);
        }
        // As a URI, in which the path is percent-encoded, so that no character of it is taken for a parameter.
        var url = "jdbc:sqlite:file:" + path.toUri().getRawPath() + parameters;
        return JDBC.createConnection(url, config.toProperties());
    }

    private static void configure(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var pragma : new String[] {
                "temp_store = memory",
                "cache_size = -16384",
                "cell_size_check = on",
                "trusted_schema = off",
                "query_only = on"
            }) {
                statement.execute("PRAGMA " + pragma);
            }
            // The first read: fails on what is no database, and on one that is cut short.
            statement.executeQuery("SELECT count(*) FROM sqlite_schema").close();
        }
    }

    @Override
    public Path path() {
        return file.path();
    }

    /** Whether all of the store lies in its one file, which is read in place. */
    boolean isWholeFile() {
        return scratch == null;
    }

    /** Copies the file, where it {@linkplain #isWholeFile() is} the whole store, over another one, which is locked meanwhile. */
    void copyTo(Path copy, Progress progress) throws IOException {
        if (!FileCopy.cloned(path(), copy)) {
            try (var to = FileChannel.open(copy, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
                    var locked = to.lock(StoreLock.FROM, StoreLock.COUNT, false)) {
                FileCopy.copy(lock.channel(), to, progress);
            }
        }
    }

    /** How another connection of this process attaches it, with the same care. */
    String uri() {
        return uri;
    }

    /** Refuses to go on if another process has written to the store since it was opened. */
    void requireUnchanged() throws StoreException {
        stamp.requireUnchanged(file);
    }

    @Override
    public PreparedStatement prepare(String sql, String what) throws StoreException {
        try {
            return connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw SqliteFailure.reading(path(), what, e);
        }
    }

    @Override
    public void close() throws StoreException {
        if (closed) {
            return;
        }
        closed = true;
        close(lock, scratch, connection);
    }

    private static void close(StoreLock lock, @Nullable ScratchDirectory scratch, @Nullable Connection connection)
            throws StoreException {
        lock.close(() -> {
            try {
                if (connection != null) {
                    connection.close();
                }
            } finally {
                if (scratch != null) {
                    scratch.close();
                }
            }
        });
    }
}
