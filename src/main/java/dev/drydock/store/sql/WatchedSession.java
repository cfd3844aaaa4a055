package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.TableKeeping.Watch;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection whose changing statements are shown before they are sent. */
public record WatchedSession(Connection connection, Watch watch) {

    public void execute(String sql) throws SQLException, StoreException {
        watch.before(sql);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Carries out one of many small steps of the same kind, which nobody is shown; gives the number of rows. */
    public long update(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    /** Makes the transaction last; if this fails it may have arrived all the same, and looking tells. */
    public void commit() throws SQLException, StoreException {
        watch.before("COMMIT");
        connection.commit();
    }
}
