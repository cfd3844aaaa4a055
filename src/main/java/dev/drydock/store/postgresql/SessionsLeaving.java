package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.OtherSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends whoever is connected to some databases, again and again until it is closed. A rename lets nobody into its database from
 * its beginning to the end of its transaction, and waits five seconds for those who are in to leave: meant for that time,
 * without which a client that comes back at once would never be out.
 */
final class SessionsLeaving implements AutoCloseable {

    private static final long PAUSE_MILLIS = 50;

    private final Connection connection;
    private final List<String> databases;
    private final Thread thread = new Thread(this::endAll, "drydock-sessions-leaving");
    private final AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();

    private SessionsLeaving(Connection connection, List<String> databases) {
        this.connection = connection;
        this.databases = databases;
    }

    /** @param catalogue beside those databases */
    static SessionsLeaving begin(Catalogue catalogue, List<String> databases) throws StoreException {
        var begun = new SessionsLeaving(catalogue.connect(), databases);
        begun.thread.setDaemon(true);
        begun.thread.start();
        return begun;
    }

    private void endAll() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                for (var database : databases) {
                    var sessions = Sessions.in(connection, database);
                    Sessions.end(
                            connection, sessions.stream().map(OtherSession::pid).toList());
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException e) {
            failure.set(e);
        } catch (InterruptedException e) {
            // It is over: whoever is in by now may stay.
            Thread.currentThread().interrupt();
        }
    }

    /** Why not all could be ended, where that is so, for who could not rename. */
    void addFailureTo(SQLException e) {
        var failed = failure.get();
        if (failed != null) {
            e.addSuppressed(failed);
        }
    }

    @Override
    public void close() throws SQLException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
