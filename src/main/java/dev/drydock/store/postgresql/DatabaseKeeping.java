package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.postgresql.DatabaseRename.Move;
import dev.drydock.store.sql.KeepingTerms;
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
            change(
                    "Cannot look who is in the database " + database,
                    session -> new DatabaseRename(catalogue, terms).letNobodyBeIn(session, database));
            replace(database, terms.aside(), home, watch);
        } else if (catalogue.exists(database)) {
            complete(database, home, watch);
        } else {
            make(terms.aside(), home, watch);
            rename(watch, new Move(making(), database));
        }
    }

    /** Whoever looks for the database finds the one or the other, and never one that is not finished. */
    private void replace(String model, String away, String home, Watch watch) throws StoreException {
        make(model, home, watch);
        rename(watch, new Move(database, away), new Move(making(), database));
    }

    /** What a new database is called until it is finished. */
    private String making() {
        return "drydock_made_" + Integer.toHexString((database + "/" + terms.aside()).hashCode());
    }

    private void make(String model, String home, Watch watch) throws StoreException {
        if (catalogue.exists(making())) {
            // An earlier call came no further.
            drop(making(), home, watch);
        }
        complete(model, making(), home, watch);
    }

    private void requireNothingOfOthers(String home) throws StoreException {
        var others = new SchemaChecks(place, worker.inSchema(home), terms).otherObjects();
        if (!others.isEmpty() && !terms.carriesOthers()) {
            throw new StoreException(
                    "The database " + database + " is not renamed, as it also holds " + others,
                    "Keep the old store in a schema instead, or allow that the rest goes along");
        }
    }

    private void complete(String made, String home, Watch watch) throws StoreException {
        complete(terms.aside(), made, home, watch);
    }

    /** Where it is there already, what of it is missing is made. */
    private void complete(String model, String name, String home, Watch watch) throws StoreException {
        change(
                "Cannot make the database " + database + " anew",
                session -> new NewDatabase(model, name).make(new WatchedSession(session, watch)));
        var made = catalogue.connector(name);
        try (var old = catalogue.connector(model).connect();
                var connection = made.connect()) {
            NewDatabase.makeHome(old, new WatchedSession(connection, watch), home);
        } catch (SQLException e) {
            throw made.failed("Cannot make the schema " + home + " in " + made.name(), e);
        }
        var server = new SqlConnector(dialect, place.inDatabase(name));
        if (dialect.home(server.place()).equals(home)) {
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
                rename(
                        watch,
                        new Move(database, drops ? dropped() : terms.keptNew()),
                        new Move(terms.aside(), database));
            } else {
                rename(watch, new Move(terms.aside(), database));
            }
        }
        for (var left : List.of(dropped(), making())) {
            if (catalogue.exists(left)) {
                drop(left, home, watch);
            }
        }
    }

    /** What a new store is called until it is dropped; an earlier call may have come no further. */
    private String dropped() {
        return "drydock_dropped_" + Integer.toHexString((database + "/" + terms.aside()).hashCode());
    }

    private boolean holdsNothingOfOthers(String in, String home) throws StoreException {
        var others = new SchemaChecks(place, worker.inDatabase(in).inSchema(home), terms).otherObjects();
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
            replace(terms.aside(), terms.keptNew(), home, watch);
            return;
        }
        if (!found.newcomers().isEmpty()) {
            var connector = catalogue.connector(database);
            try (var connection = connector.connect()) {
                new WatchedSession(connection, watch).execute("DROP TABLE " + Names.list(home, found.newcomers()));
            } catch (SQLException e) {
                throw connector.failed("Cannot make room in the store " + connector.name(), e);
            }
        }
        complete(database, home, watch);
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

    private void rename(Watch watch, Move... moves) throws StoreException {
        change(
                "Cannot rename the database " + moves[0].from(),
                connection -> new DatabaseRename(catalogue, terms).make(connection, watch, List.of(moves)));
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
