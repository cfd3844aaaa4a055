package dev.drydock.demo;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.IdleSession;
import dev.drydock.store.sql.SqlConnector;

/** Stays connected to the SQL server that has the store, as a running server does, so that it is among the sessions. */
final class SessionHold implements StoreKeeping {

    private final IdleSession session;

    private SessionHold(IdleSession session) {
        this.session = session;
    }

    static SessionHold of(SqlConnector server) throws StoreException {
        return new SessionHold(IdleSession.open(server));
    }

    @Override
    public void close() throws StoreException {
        session.close();
    }
}
