package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.KeepingTerms;
import dev.drydock.store.sql.OtherSession;
import dev.drydock.store.sql.TableKeeping.Watch;
import dev.drydock.store.sql.WatchedSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Gives databases other names, all of them or none. Nobody may be in a database that is renamed, and from the rename to the
 * end of the transaction the server lets nobody in: who asks for it waits, and finds what has the name then.
 *
 * @param catalogue beside those databases
 */
record DatabaseRename(Catalogue catalogue, KeepingTerms terms) {

    private static final String OBJECT_IN_USE = "55006";

    /** Others may come back between their end and the rename, which then is tried again. */
    private static final int TRIES = 5;

    /** From one name to the other. */
    record Move(String from, String to) {

        private String statement() {
            return "ALTER DATABASE " + Names.quote(from) + " RENAME TO " + Names.quote(to);
        }
    }

    void make(Connection connection, Watch watch, List<Move> renames) throws SQLException, StoreException {
        for (var attempt = 1; ; attempt++) {
            for (var rename : renames) {
                letNobodyBeIn(connection, rename.from());
            }
            if (isMade(connection, watch, renames, attempt == TRIES)) {
                return;
            }
        }
    }

    /** False where somebody was in, and may be out the next time. */
    private boolean isMade(Connection connection, Watch watch, List<Move> renames, boolean last)
            throws SQLException, StoreException {
        var leaving = terms.endsSessions()
                ? SessionsLeaving.begin(
                        catalogue, renames.stream().map(Move::from).toList())
                : null;
        connection.setAutoCommit(false);
        try {
            var session = new WatchedSession(connection, watch);
            for (var rename : renames) {
                session.execute(rename.statement());
            }
            session.commit();
            return true;
        } catch (SQLException e) {
            connection.rollback();
            if (leaving != null) {
                leaving.addFailureTo(e);
            }
            if (!OBJECT_IN_USE.equals(e.getSQLState()) || last) {
                throw e;
            }
            return false;
        } finally {
            connection.setAutoCommit(true);
            if (leaving != null) {
                leaving.close();
            }
        }
    }

    /** Waits until a database is empty, or ends who is there; refuses where they stay. */
    void letNobodyBeIn(Connection connection, String in) throws SQLException, StoreException {
        var end = System.nanoTime() + terms.lockWait().toNanos();
        var sessions = Sessions.in(connection, in);
        while (!sessions.isEmpty() && !terms.endsSessions() && System.nanoTime() < end) {
            // The server takes a moment to notice that a session has ended, as one of our own.
            try (var statement = connection.createStatement()) {
                statement.execute("SELECT pg_sleep(0.1)");
            }
            sessions = Sessions.in(connection, in);
        }
        if (sessions.isEmpty()) {
            return;
        }
        if (!terms.endsSessions()) {
            throw new StoreException(
                    "The database " + in + " cannot be renamed while others are connected to it: " + sessions,
                    "End those sessions, or choose in the form of the backup that they are ended");
        }
        Sessions.end(connection, sessions.stream().map(OtherSession::pid).toList());
    }
}
