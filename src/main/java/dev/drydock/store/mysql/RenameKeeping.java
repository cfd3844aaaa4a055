package dev.drydock.store.mysql;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keeps the old tables in a database of their own beside the one of the mail server, which itself stays: with it stay
 * other tables, views, routines and grants. All tables move in one RENAME TABLE, which the server does whole or not at
 * all; where one came apart all the same, the next call moves the rest.
 */
public final class RenameKeeping implements TableKeeping {

    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private final MysqlDialect dialect = new MysqlDialect();
    private final SqlConnector worker;
    private final KeepingTerms terms;

    /**
     * Connects to nothing yet.
     *
     * @param worker the place of the store, with an account that may also make the other databases
     */
    public RenameKeeping(SqlPlace worker, KeepingTerms terms) {
        this.worker = new SqlConnector(dialect, worker);
        this.terms = terms;
    }

    @Override
    public Whereabouts look() throws StoreException {
        try (var connection = worker.connect()) {
            return find(connection).whereabouts();
        } catch (SQLException e) {
            throw worker.reading("the list of tables", e);
        }
    }

    TablesFound find(Connection connection) throws SQLException {
        var inPlace = dialect.letterTables(connection);
        if (!Databases.exists(connection, terms.aside())) {
            return new TablesFound(inPlace, Map.of(), dialect.binaryType());
        }
        connection.setCatalog(terms.aside());
        var aside = dialect.letterTables(connection);
        connection.setCatalog(worker.place().database());
        return new TablesFound(inPlace, aside, dialect.binaryType());
    }

    @Override
    public void setAside(Watch watch) throws StoreException {
        change("Cannot set aside the store ", watch, session -> {
            var found = find(session.connection());
            if (!found.requireOldToSetAside(worker.name())) {
                return;
            }
            if (found.oldAside().isEmpty()) {
                makeDatabase(session, terms.aside());
            }
            rename(session, moves(home(), found.oldInPlace(), terms.aside()));
        });
    }

    @Override
    public void takeBack(Newcomer newcomer, Watch watch) throws StoreException {
        change("Cannot take back the store ", watch, session -> {
            var found = find(session.connection());
            if (found.requireOldToTakeBack(worker.name())) {
                var moves = new ArrayList<>(makeRoom(session, found.newcomers(), newcomer));
                moves.addAll(moves(terms.aside(), found.oldAside(), home()));
                rename(session, moves);
            }
            dropIfEmpty(session, terms.aside());
        });
    }

    static void dropIfEmpty(WatchedSession session, String database) throws SQLException, StoreException {
        if (Databases.isEmpty(session.connection(), database)) {
            session.execute("DROP DATABASE " + Databases.quote(database));
        }
    }

    @Override
    public void clear(Newcomer newcomer, Watch watch) throws StoreException {
        change("Cannot make room in the store ", watch, session -> {
            var found = find(session.connection());
            found.requireOldAside(worker.name());
            var moves = makeRoom(session, found.newcomers(), newcomer);
            if (!moves.isEmpty()) {
                rename(session, moves);
            }
        });
    }

    @Override
    public boolean isKept(Kept kept) throws StoreException {
        try (var connection = worker.connect()) {
            return Databases.exists(connection, terms.name(kept));
        } catch (SQLException e) {
            throw worker.reading("the list of databases", e);
        }
    }

    @Override
    public void discard(Kept kept, Watch watch) throws StoreException {
        var database = terms.name(kept);
        change("Cannot delete the database " + database + " beside ", watch, session -> {
            var connection = session.connection();
            if (!Databases.exists(connection, database)) {
                return;
            }
            connection.setCatalog(database);
            var tables = dialect.letterTables(connection).keySet().stream()
                    .sorted()
                    .map(table -> Databases.qualified(database, table))
                    .toList();
            connection.setCatalog(home());
            if (!tables.isEmpty()) {
                session.execute("DROP TABLE " + String.join(", ", tables));
            }
            dropIfEmpty(session, database);
        });
    }

    /** The renames that make room, to be made in one statement with those of the old tables. */
    private List<String> makeRoom(WatchedSession session, List<String> newcomers, Newcomer newcomer)
            throws SQLException, StoreException {
        if (newcomers.isEmpty()) {
            return List.of();
        }
        return switch (newcomer) {
            case DROPPED -> {
                var tables = newcomers.stream()
                        .map(table -> Databases.qualified(home(), table))
                        .toList();
                session.execute("DROP TABLE " + String.join(", ", tables));
                yield List.of();
            }
            case KEPT -> {
                makeDatabase(session, terms.keptNew());
                yield moves(home(), newcomers, terms.keptNew());
            }
        };
    }

    static List<String> moves(String from, List<String> tables, String to) {
        return tables.stream()
                .map(table -> Databases.qualified(from, table) + " TO " + Databases.qualified(to, table))
                .toList();
    }

    static void rename(WatchedSession session, List<String> moves) throws SQLException, StoreException {
        session.execute("RENAME TABLE " + String.join(", ", moves));
    }

    /** An empty one is what an earlier call left when it was cut off. */
    void makeDatabase(WatchedSession session, String name) throws SQLException, StoreException {
        if (!Databases.exists(session.connection(), name)) {
            session.execute("CREATE DATABASE " + Databases.quote(name) + " "
                    + Databases.characterSet(session.connection(), home()));
        } else if (!Databases.isEmpty(session.connection(), name)) {
            throw new StoreException(
                    "There is a database " + name + " already on the server of " + worker.name(),
                    "See what it holds, and name another one");
        }
    }

    String home() {
        return worker.place().database();
    }

    /** What is done by several statements, each of which lasts. */
    @FunctionalInterface
    interface Change {
        void make(WatchedSession session) throws SQLException, StoreException;
    }

    void change(String problem, Watch watch, Change change) throws StoreException {
        try (var connection = worker.connect()) {
            worker.requireLock(connection);
            try (var statement = connection.createStatement()) {
                statement.execute("SET SESSION lock_wait_timeout = " + terms.lockWaitSeconds());
            }
            try {
                change.make(new WatchedSession(connection, watch));
            } catch (SQLException e) {
                throw explained(problem, connection, e);
            }
        } catch (SQLException e) {
            throw worker.failed(problem + worker.name(), e);
        }
    }

    private StoreException explained(String problem, Connection connection, SQLException e) throws SQLException {
        if (e.getErrorCode() != LOCK_WAIT_TIMEOUT) {
            return worker.failed(problem + worker.name(), e);
        }
        var sessions =
                dialect.otherSessions(connection).stream().map(Object::toString).toList();
        return new StoreException(
                problem + worker.name() + ": after " + terms.lockWaitSeconds()
                        + " seconds its tables are still locked by another session; those in its database are "
                        + (sessions.isEmpty() ? "none any more" : String.join("; ", sessions)),
                "End that session or wait for it, and start again",
                e);
    }

    @Override
    public SqlPlace aside() {
        return worker.place().inDatabase(terms.aside());
    }

    @Override
    public SqlPlace keptNew() {
        return worker.place().inDatabase(terms.keptNew());
    }
}
