package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A table of keys that is needed for a while.
 *
 * @param connection that has made it
 * @param update carries a statement out
 */
public record ScratchKeys(SqlConnector connector, Connection connection, String name, Update update)
        implements SuccessorTables.Scratch {

    /** Carries a statement out in the way of its server; gives the number of rows. */
    @FunctionalInterface
    public interface Update {
        long run(String sql) throws SQLException;
    }

    @Override
    public void add(byte[] key) throws StoreException {
        try (var statement = connection.prepareStatement("INSERT INTO " + name + " VALUES (?)")) {
            statement.setBytes(1, key);
            statement.execute();
        } catch (SQLException e) {
            throw connector.writing("table " + name, e);
        }
    }

    @Override
    public void fill(String query) throws StoreException {
        try {
            update.run("INSERT INTO " + name + " " + query);
        } catch (SQLException e) {
            throw connector.writing("table " + name, e);
        }
    }

    @Override
    public byte @Nullable [] any(String condition) throws StoreException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT k FROM " + name + " s WHERE " + condition + " LIMIT 1")) {
            return row.next() ? row.getBytes(1) : null;
        } catch (SQLException e) {
            throw connector.reading("table " + name, e);
        }
    }
}
