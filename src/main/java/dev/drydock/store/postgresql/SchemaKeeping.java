package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.KeepingTerms;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.TableKeeping;
import dev.drydock.store.sql.TablesFound;
import dev.drydock.store.sql.WatchedSession;
import dev.drydock.store.sql.Whereabouts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Keeps the old tables in a schema of their own in the same database. Every move is one transaction, so nothing is ever
 * half-way; indexes, constraints, owners and grants follow the tables.
 */
public final class SchemaKeeping implements TableKeeping {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final PostgresDialect dialect = new PostgresDialect();
    private final SqlPlace place;
    private final SqlConnector worker;
    private final KeepingTerms terms;

    /**
     * Connects to nothing yet.
     *
     * @param place as the mail server looks for its store
     * @param worker the account that moves the tables, which may be the same: it owns them or is a superuser
     */
    public SchemaKeeping(SqlPlace place, SqlPlace worker, KeepingTerms terms) {
        this.place = place;
        this.worker = new SqlConnector(dialect, worker);
        this.terms = terms;
    }

    @Override
    public Whereabouts look() throws StoreException {
        var home = dialect.home(place);
        try (var connection = worker.connect()) {
            dialect.beginSnapshot(connection);
            return find(connection, home).whereabouts();
        } catch (SQLException e) {
            throw worker.reading("the list of tables", e);
        }
    }

    TablesFound find(Connection connection, String home) throws SQLException {
        return new TablesFound(tablesIn(connection, home), tablesIn(connection, terms.aside()), dialect.binaryType());
    }

    /** Within a transaction, at whose end the search path is as before. */
    Map<String, List<String>> tablesIn(Connection connection, String schema) throws SQLException {
        try (var search = connection.prepareStatement("SELECT set_config('search_path', quote_ident(?), true)")) {
            search.setString(1, schema);
            search.execute();
        }
        return dialect.letterTables(connection);
    }

    @Override
    public void setAside(Watch watch) throws StoreException {
        change("Cannot set aside the store ", watch, (session, home) -> {
            var found = find(session.connection(), home);
            if (!found.requireOldToSetAside(worker.name())) {
                return;
            }
            makeSchema(session, terms.aside(), owner(session.connection(), home, found.oldInPlace()));
            move(session, home, found.oldInPlace(), terms.aside());
            session.commit();
        });
    }

    @Override
    public void takeBack(Newcomer newcomer, Watch watch) throws StoreException {
        change("Cannot take back the store ", watch, (session, home) -> {
            var found = find(session.connection(), home);
            if (!found.requireOldToTakeBack(worker.name())) {
                return;
            }
            makeRoom(session, home, found.newcomers(), newcomer);
            move(session, terms.aside(), found.oldAside(), home);
            dropIfEmpty(session, terms.aside());
            session.commit();
        });
    }

    static void dropIfEmpty(WatchedSession session, String schema) throws SQLException, StoreException {
        if (isEmpty(session.connection(), schema)) {
            session.execute("DROP SCHEMA " + Names.quote(schema));
        }
    }

    @Override
    public void clear(Newcomer newcomer, Watch watch) throws StoreException {
        change("Cannot make room in the store ", watch, (session, home) -> {
            var found = find(session.connection(), home);
            found.requireOldAside(worker.name());
            makeRoom(session, home, found.newcomers(), newcomer);
            session.commit();
        });
    }

    @Override
    public boolean isKept(Kept kept) throws StoreException {
        try (var connection = worker.connect()) {
            return exists(connection, terms.name(kept));
        } catch (SQLException e) {
            throw worker.reading("the list of schemas", e);
        }
    }

    @Override
    public void discard(Kept kept, Watch watch) throws StoreException {
        var schema = terms.name(kept);
        change("Cannot delete the schema " + schema + " of ", watch, (session, home) -> {
            if (!exists(session.connection(), schema)) {
                return;
            }
            drop(session, schema);
            session.commit();
        });
    }

    /** Deletes the tables of a store, and the schema if nothing else lies there. */
    void drop(WatchedSession session, String schema) throws SQLException, StoreException {
        var tables = tablesIn(session.connection(), schema).keySet().stream()
                .sorted()
                .toList();
        if (!tables.isEmpty()) {
            session.execute("DROP TABLE " + Names.list(schema, tables));
        }
        dropIfEmpty(session, schema);
    }

    private void makeRoom(WatchedSession session, String home, List<String> newcomers, Newcomer newcomer)
            throws SQLException, StoreException {
        if (newcomers.isEmpty()) {
            return;
        }
        switch (newcomer) {
            case DROPPED -> session.execute("DROP TABLE " + Names.list(home, newcomers));
            case KEPT -> {
                makeSchema(session, terms.keptNew(), owner(session.connection(), home, newcomers));
                move(session, home, newcomers, terms.keptNew());
            }
        }
    }

    static void move(WatchedSession session, String from, List<String> tables, String to)
            throws SQLException, StoreException {
        for (var table : tables) {
            session.execute("ALTER TABLE " + Names.qualified(from, table) + " SET SCHEMA " + Names.quote(to));
        }
    }

    void makeSchema(WatchedSession session, String schema, String owner) throws SQLException, StoreException {
        if (exists(session.connection(), schema)) {
            throw new StoreException(
                    "There is a schema " + schema + " already in " + worker.name(),
                    "See what it holds, and name another one");
        }
        session.execute("CREATE SCHEMA " + Names.quote(schema) + " AUTHORIZATION " + Names.quote(owner));
        // Default privileges of the database may have opened it.
        session.execute("REVOKE ALL ON SCHEMA " + Names.quote(schema) + " FROM PUBLIC");
    }

    static boolean exists(Connection connection, String schema) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?")) {
            statement.setString(1, schema);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Whether nothing lies in a schema any more: others may have put something beside the tables. */
    private static boolean isEmpty(Connection connection, String schema) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT 1 FROM pg_depend d"
                + " JOIN pg_namespace n ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid"
                + " WHERE n.nspname = ? AND d.deptype <> 'p'")) {
            statement.setString(1, schema);
            try (var rows = statement.executeQuery()) {
                return !rows.next();
            }
        }
    }

    static String owner(Connection connection, String schema, List<String> tables) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_get_userbyid(c.relowner) FROM pg_class c"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?")) {
            statement.setString(1, schema);
            statement.setString(2, tables.get(0));
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("table " + tables.get(0) + " was moved meanwhile", "42P01");
                }
                return rows.getString(1);
            }
        }
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Change {
        void make(WatchedSession session, String home) throws SQLException, StoreException;
    }

    void change(String problem, Watch watch, Change change) throws StoreException {
        var home = dialect.home(place);
        try (var connection = worker.connect()) {
            worker.requireLock(connection);
            try (var statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = '" + terms.lockWaitSeconds() + "s'");
            }
            connection.setAutoCommit(false);
            try {
                change.make(new WatchedSession(connection, watch), home);
            } catch (SQLException e) {
                throw explained(problem, connection, home, e);
            }
        } catch (SQLException e) {
            throw worker.failed(problem + worker.name(), e);
        }
    }

    /** Closing the connection takes back what was not committed. */
    private StoreException explained(String problem, Connection connection, String home, SQLException e)
            throws SQLException {
        if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
            return worker.failed(problem + worker.name(), e);
        }
        connection.rollback();
        var holders = LockHolders.of(connection, List.of(home, terms.aside()));
        return new StoreException(
                problem + worker.name() + ": after " + terms.lockWaitSeconds()
                        + " seconds its tables are still locked by "
                        + (holders.isEmpty() ? "a session that has ended since" : "session " + holders),
                "End that session or wait for it, and start again",
                e);
    }

    @Override
    public SqlPlace aside() {
        return worker.place().inSchema(terms.aside());
    }

    @Override
    public SqlPlace keptNew() {
        return worker.place().inSchema(terms.keptNew());
    }
}
