package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * A database being written under a temporary name beside its final one, which it is given last.
 *
 * <p>No journal and no sync while writing: whatever goes wrong, the temporary file is thrown away. A new file is readable
 * by its owner alone; an empty file that waits under the final name hands on its owner, group and mode.
 */
final class NewDatabase implements AutoCloseable {

    private static final String DURING = "all of it";

    private final Path file;
    private final Path temporary;
    private final Connection connection;
    private final Map<Table, TableWriter> writers = new LinkedHashMap<>();
    private boolean finished;

    private NewDatabase(Path file, Path temporary, Connection connection) {
        this.file = file;
        this.temporary = temporary;
        this.connection = connection;
    }

    /**
     * Begins the database and makes its tables.
     *
     * @param file the final name, absolute; nothing there, or an empty file
     */
    static NewDatabase begin(Path file, List<Table> tables) throws StoreException {
        var temporary = file.resolveSibling("." + file.getFileName() + ".drydock-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
        try {
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (NoSuchFileException e) {
            throw new StoreException(
                    "The directory " + file.getParent() + " of the new store does not exist", "Make it first", e);
        } catch (IOException e) {
            throw SqliteFailure.of("Cannot make the new store " + file, e);
        }
        NewDatabase database = null;
        try {
            var url = "jdbc:sqlite:file:" + temporary.toUri().getRawPath() + "?mode=rw";
            database = new NewDatabase(file, temporary, JDBC.createConnection(url, new SQLiteConfig().toProperties()));
            database.prepare(tables);
            return database;
        } catch (SQLException e) {
            var failure = SqliteFailure.writing(file, DURING, e);
            if (database == null) {
                remove(temporary, failure);
            } else {
                try {
                    database.close();
                } catch (StoreException also) {
                    failure.addSuppressed(also);
                }
            }
            throw failure;
        }
    }

    private void prepare(List<Table> tables) throws SQLException {
        execute("PRAGMA journal_mode = off");
        execute("PRAGMA synchronous = off");
        execute("PRAGMA locking_mode = exclusive");
        execute("PRAGMA temp_store = memory");
        execute("PRAGMA cache_size = -65536");
        connection.setAutoCommit(false);
        for (var table : tables) {
            execute(table.createStatement());
            writers.put(table, new TableWriter(connection, file, table));
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    TableWriter writer(Table table) {
        var writer = writers.get(table);
        if (writer == null) {
            throw new IllegalArgumentException(table + " is none of this store");
        }
        return writer;
    }

    /** Writes what is still in memory, counts the rows, syncs the file and gives it its final name. */
    void commit() throws StoreException {
        for (var writer : writers.values()) {
            writer.finish();
        }
        try {
            connection.commit();
            connection.setAutoCommit(true);
            // The state in which the server keeps its store, and leaves it: it is part of the file.
            execute("PRAGMA journal_mode = wal");
            connection.close();
        } catch (SQLException e) {
            throw SqliteFailure.writing(file, DURING, e);
        }
        try {
            takeOver();
            finished = true;
        } catch (IOException e) {
            throw SqliteFailure.of("Cannot finish the new store " + file, e);
        }
    }

    private void takeOver() throws IOException, StoreException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            requireStillBlank();
            for (var attribute : List.of("unix:uid", "unix:gid", "unix:mode")) {
                var wanted = Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS);
                if (!wanted.equals(Files.getAttribute(temporary, attribute))) {
                    Files.setAttribute(temporary, attribute, wanted);
                }
            }
        }
        try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(file.toAbsolutePath().getParent())) {
            directory.force(true);
        }
    }

    private void requireStillBlank() throws IOException, StoreException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > 0) {
            throw new StoreException(
                    "Something has been written to " + file + " while the new store was made",
                    "Find out which program did, then start again");
        }
    }

    @Override
    public void close() throws StoreException {
        if (finished) {
            return;
        }
        finished = true;
        StoreException failure = null;
        try {
            connection.close();
        } catch (SQLException e) {
            failure = SqliteFailure.writing(file, DURING, e);
        }
        failure = remove(temporary, failure);
        if (failure != null) {
            throw failure;
        }
    }

    /** Removes the file and what SQLite may have put beside it; a failure is joined to {@code failure} or becomes it. */
    private static @Nullable StoreException remove(Path temporary, @Nullable StoreException failure) {
        try {
            for (var suffix : List.of("", "-journal", "-wal", "-shm")) {
                Files.deleteIfExists(StoreFile.beside(temporary, suffix));
            }
            return failure;
        } catch (IOException e) {
            var left = SqliteFailure.of("Cannot remove the unfinished " + temporary, e);
            if (failure == null) {
                return left;
            }
            failure.addSuppressed(left);
            return failure;
        }
    }
}
