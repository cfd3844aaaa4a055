package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.StoreTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Reads beside a running server, as one more reader of its database that leaves nothing behind: the index of the log
 * ({@code -shm}) is opened for reading only, so that not even a mark of ours stands in it, and a connection that may only
 * read neither moves the log into the file nor deletes it when it is closed.
 *
 * <p>Without a log SQLite would make one; there the file is all there is, and is read as one that nobody changes.
 */
final class LiveDatabase {

    private static final int PATIENCE_MILLIS = 500;

    private LiveDatabase() {}

    /** How many rows a table has. */
    static long rows(StoreFile file, StoreTable table) throws StoreException {
        SqliteLibrary.load();
        return StoreLock.without(file, () -> {
            try (var connection = connect(file);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT count(*) FROM " + table.letter())) {
                rows.next();
                return rows.getLong(1);
            } catch (SQLException e) {
                throw SqliteFailure.reading(file.path(), table.toString(), e);
            } catch (IOException e) {
                throw SqliteFailure.of("Cannot look at " + file.path(), e);
            }
        });
    }

    /** Writes the state of the moment to another file, which nobody else has open. */
    static void copy(StoreFile file, Path target) throws StoreException {
        SqliteLibrary.load();
        StoreLock.without(file, () -> {
            try (var connection = connect(file)) {
                try (var statement = connection.createStatement()) {
                    // Else it takes the new file for one more that must not be written.
                    statement.execute("PRAGMA query_only = off");
                }
                try (var statement = connection.prepareStatement("VACUUM INTO ?")) {
                    statement.setString(1, target.toString());
                    statement.execute();
                }
                return true;
            } catch (SQLException e) {
                throw SqliteFailure.reading(file.path(), "all of it, for a copy at " + target, e);
            } catch (IOException e) {
                throw SqliteFailure.of("Cannot look at " + file.path(), e);
            }
        });
    }

    private static Connection connect(StoreFile file) throws SQLException, IOException {
        var connection = OpenDatabase.connect(
                file.path(), file.hasUnfinishedWork() ? "?mode=ro&readonly_shm=1" : "?mode=ro&immutable=1");
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + PATIENCE_MILLIS);
            statement.execute("PRAGMA query_only = on");
            statement.execute("PRAGMA trusted_schema = off");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
