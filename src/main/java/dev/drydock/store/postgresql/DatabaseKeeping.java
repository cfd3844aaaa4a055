package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.sql.KeepingTerms;
import dev.drydock.store.sql.OtherSession;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.StoreTable;
import dev.drydock.store.sql.TableKeeping;
import dev.drydock.store.sql.TablesFound;
import dev.drydock.store.sql.WatchedSession;
import dev.drydock.store.sql.Whereabouts;
import dev.drydock.store.sql.Whereabouts.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Keeps the old store by giving its whole database another name, as the vendor's notes do, and makes one like it in its
 * place. A rename waits for no session and lets none in, so whoever is connected must be gone; each call looks which
 * databases there are, and goes on from there.
 */
public final class DatabaseKeeping implements TableKeeping {

    private static final String OBJECT_IN_USE = "55006";

    /** Others may come back between their end and the rename, which then is tried again. */
    private static final int TRIES = 5;

    private final PostgresDialect dialect = new PostgresDialect();
    private final SqlPlace place;
    private final SqlPlace worker;
    private final Catalogue catalogue;
    private final KeepingTerms terms;
    private final String database;

    /**
     * Connects to nothing yet.
     *
     * @param place as the mail server looks for its store
     * @param worker the account that renames and makes databases: it owns this one and may make others, or is a superuser
     */
    public DatabaseKeeping(SqlPlace place, SqlPlace worker, KeepingTerms terms) {
        this.place = place;
        this.worker = worker;
        this.catalogue = new Catalogue(dialect, worker);
        this.terms = terms;
        this.database = place.database();
    }

    private String name() {
        return new SqlConnector(dialect, worker).name();
    }

    private String home() throws StoreException {
        return catalogue.home(place, terms.aside());
    }

    @Override
    public Whereabouts look() throws StoreException {
        return find(home()).whereabouts();
    }

    private TablesFound find(String home) throws StoreException {
        return new TablesFound(tables(database, home), tables(terms.aside(), home), dialect.binaryType());
    }

    private Map<String, List<String>> tables(String in, String home) throws StoreException {
        if (!catalogue.exists(in)) {
            return Map.of();
        }
        var connector = new SqlConnector(dialect, worker.inDatabase(in).inSchema(home));
        try (var connection = connector.connect()) {
            return dialect.letterTables(connection);
        } catch (SQLException e) {
            throw connector.reading("the list of tables", e);
        }
    }

    @Override
    public void setAside(Watch watch) throws StoreException {
        var home = home();
        var found = find(home);
        found.requireOldToSetAside(name());
        if (found.whereabouts().state() == State.IN_PLACE) {
            requireNothingOfOthers(home);
            rename(watch, List.of(database, terms.aside()));
        }
        makeNew(home, watch);
    }

    private void requireNothingOfOthers(String home) throws StoreException {
        var others = new SchemaChecks(worker.inSchema(home), terms).otherObjects();
        if (!others.isEmpty() && !terms.carriesOthers()) {
            throw new StoreException(
                    "The database " + database + " is not renamed, as it also holds " + others,
                    "Keep the old store in a schema instead, or allow that the rest goes along");
        }
    }

    /** Where it is there already, what of it is missing is made. */
    private void makeNew(String home, Watch watch) throws StoreException {
        change(
                "Cannot make the database " + database + " anew",
                session -> new NewDatabase(terms.aside(), database).make(new WatchedSession(session, watch)));
        var made = catalogue.connector(database);
        try (var old = catalogue.connector(terms.aside()).connect();
                var connection = made.connect()) {
            NewDatabase.makeHome(old, new WatchedSession(connection, watch), home);
        } catch (SQLException e) {
            throw made.failed("Cannot make the schema " + home + " in " + made.name(), e);
        }
        var server = new SqlConnector(dialect, place);
        if (dialect.home(place).equals(home)) {
            try (var connection = server.connect()) {
                NewDatabase.prove(connection);
                return;
            } catch (SQLException e) {
                throw server.failed("The mail server's account cannot make its tables in " + server.name(), e);
            }
        }
        throw new StoreException(
                "The mail server would make its tables in another schema of " + server.name() + " than " + home,
                "See the search_path of its account, then start again");
    }

    @Override
    public void takeBack(Newcomer newcomer, Watch watch) throws StoreException {
        var home = home();
        var found = find(home);
        if (found.requireOldToTakeBack(name())) {
            if (catalogue.exists(database)) {
                var drops = newcomer == Newcomer.DROPPED && holdsNothingOfOthers(database, home);
                rename(watch, List.of(database, drops ? dropped() : terms.keptNew()), List.of(terms.aside(), database));
            } else {
                rename(watch, List.of(terms.aside(), database));
            }
        }
        if (catalogue.exists(dropped())) {
            drop(dropped(), home, watch);
        }
    }

    /** What a new store is called until it is dropped; an earlier call may have come no further. */
    private String dropped() {
        return "drydock_dropped_" + Integer.toHexString((database + "/" + terms.aside()).hashCode());
    }

    private boolean holdsNothingOfOthers(String in, String home) throws StoreException {
        var others = new SchemaChecks(worker.inDatabase(in).inSchema(home), terms).otherObjects();
        return others.stream().allMatch(other -> switch (other.kind()) {
            case "table" -> isLetter(other.name(), home);
            case "schema" -> other.name().equals(home);
            default -> false;
        });
    }

    private static boolean isLetter(String table, String home) {
        return StoreTable.everyName().stream().anyMatch(letter -> table.equals(home + "." + letter));
    }

    /** Only what holds no table of the old store is dropped. */
    private void drop(String name, String home, Watch watch) throws StoreException {
        var found = new TablesFound(tables(name, home), Map.of(), dialect.binaryType()).whereabouts();
        if (found.inPlace() == StoreVersion.V0_7_3 || found.inPlace() == StoreVersion.BOTH) {
            throw new StoreException(
                    "The database " + name + " is not dropped, as it holds a store of v0.7.3",
                    "See which of the databases is the old store");
        }
        change(
                "Cannot drop the database " + name,
                session -> new WatchedSession(session, watch).execute("DROP DATABASE IF EXISTS " + Names.quote(name)));
    }

    @Override
    public void clear(Newcomer newcomer, Watch watch) throws StoreException {
        var home = home();
        var found = find(home);
        found.requireOldAside(name());
        if (newcomer == Newcomer.KEPT && !found.newcomers().isEmpty()) {
            rename(watch, List.of(database, terms.keptNew()));
        } else if (!found.newcomers().isEmpty()) {
            var connector = catalogue.connector(database);
            try (var connection = connector.connect()) {
                new WatchedSession(connection, watch).execute("DROP TABLE " + Names.list(home, found.newcomers()));
            } catch (SQLException e) {
                throw connector.failed("Cannot make room in the store " + connector.name(), e);
            }
        }
        makeNew(home, watch);
    }

    @Override
    public boolean isKept(Kept kept) throws StoreException {
        return catalogue.exists(terms.name(kept));
    }

    @Override
    public void discard(Kept kept, Watch watch) throws StoreException {
        var name = terms.name(kept);
        if (!catalogue.exists(name)) {
            return;
        }
        var home = dialect.home(place);
        if (!terms.carriesOthers() && !holdsNothingOfOthers(name, home)) {
            throw new StoreException(
                    "The database " + name + " is not dropped, as it holds more than a store",
                    "Bring the rest elsewhere, then drop it by hand");
        }
        change(
                "Cannot drop the database " + name,
                session -> new WatchedSession(session, watch).execute("DROP DATABASE IF EXISTS " + Names.quote(name)));
    }

    /** All of the renames, or none. */
    @SafeVarargs
    private void rename(Watch watch, List<String>... names) throws StoreException {
        change("Cannot rename the database " + names[0].get(0), connection -> {
            for (var attempt = 1; ; attempt++) {
                for (var name : names) {
                    letNobodyBeIn(connection, name.get(0));
                }
                connection.setAutoCommit(false);
                try {
                    var session = new WatchedSession(connection, watch);
                    for (var name : names) {
                        session.execute("ALTER DATABASE " + Names.quote(name.get(0)) + " RENAME TO "
                                + Names.quote(name.get(1)));
                    }
                    session.commit();
                    return;
                } catch (SQLException e) {
                    connection.rollback();
                    if (!OBJECT_IN_USE.equals(e.getSQLState()) || attempt == TRIES) {
                        throw e;
                    }
                } finally {
                    connection.setAutoCommit(true);
                }
            }
        });
    }

    private void letNobodyBeIn(Connection connection, String in) throws SQLException, StoreException {
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

    /** Something that is done from beside the databases of stores. */
    @FunctionalInterface
    private interface Change {
        void make(Connection connection) throws SQLException, StoreException;
    }

    private void change(String problem, Change change) throws StoreException {
        var connector = new SqlConnector(dialect, worker);
        try (var connection = catalogue.connect()) {
            connector.requireLock(connection);
            try (var statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = '" + terms.lockWaitSeconds() + "s'");
            }
            change.make(connection);
        } catch (SQLException e) {
            throw connector.failed(problem, e);
        }
    }

    @Override
    public SqlPlace aside() throws StoreException {
        return worker.inDatabase(terms.aside()).inSchema(home());
    }

    @Override
    public SqlPlace keptNew() throws StoreException {
        return worker.inDatabase(terms.keptNew()).inSchema(home());
    }
}
