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

    /** Makes the transaction last; if this fails it may have arrived all the same, and looking tells. */
    public void commit() throws SQLException, StoreException {
        watch.before("COMMIT");
        connection.commit();
    }
}
