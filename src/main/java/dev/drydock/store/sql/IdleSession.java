package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection that asks for nothing: while it is open, others see that somebody is connected to the database. */
public final class IdleSession implements AutoCloseable {

    private final SqlConnector connector;
    private final Connection connection;

    private IdleSession(SqlConnector connector, Connection connection) {
        this.connector = connector;
        this.connection = connection;
    }

    public static IdleSession open(SqlConnector connector) throws StoreException {
        return new IdleSession(connector, connector.connect());
    }

    @Override
    public void close() throws StoreException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw connector.failed("Cannot end the session at " + connector.name(), e);
        }
    }
}
