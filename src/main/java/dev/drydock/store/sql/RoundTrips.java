package dev.drydock.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/** Measures how long a server takes to answer, which is most of the time of a statement about one row. */
public final class RoundTrips {

    private static final int TIMES = 9;

    private RoundTrips() {}

    /** The median of several statements that do nothing. */
    public static Duration median(Connection connection) throws SQLException {
        var nanos = new long[TIMES];
        try (var statement = connection.createStatement()) {
            for (var i = 0; i < TIMES; i++) {
                var begin = System.nanoTime();
                statement.execute("SELECT 1");
                nanos[i] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[TIMES / 2]);
    }
}
