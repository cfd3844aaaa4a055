package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells whether between here and a server stands a pooler that gives each statement to any of its sessions.
 *
 * @param connector by which the server is reached
 * @param session a query for what the server calls its session by
 */
public record Poolers(SqlConnector connector, String session) {

    private static final int TIMES = 5;

    /**
     * Whether two connections have a session each and keep it. A pooler that nobody else uses gives both the same one, and a
     * busy one, or one that takes turns, another with every statement.
     */
    public boolean keepSessions() throws StoreException {
        try (var one = connector.connect();
                var other = connector.connect()) {
            return keepSessions(one, other, session);
        } catch (SQLException e) {
            throw connector.reading("the number of a session", e);
        }
    }

    static boolean keepSessions(Connection one, Connection other, String session) throws SQLException {
        var first = Questions.one(one, session);
        var second = Questions.one(other, session);
        if (first.equals(second)) {
            return false;
        }
        for (var i = 0; i < TIMES; i++) {
            // In this order those of a pooler with two sessions do not come in turn.
            if (!second.equals(Questions.one(other, session)) || !first.equals(Questions.one(one, session))) {
                return false;
            }
        }
        return true;
    }
}
