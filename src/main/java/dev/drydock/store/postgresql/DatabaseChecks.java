package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.KeepingChecks;
import dev.drydock.store.sql.KeepingTerms;
import dev.drydock.store.sql.OtherObject;
import dev.drydock.store.sql.OtherSession;
import dev.drydock.store.sql.ServerFacts;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlPlace;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Looks at a database of PostgreSQL before all of it gets another name. */
public final class DatabaseChecks implements KeepingChecks {

    private final PostgresDialect dialect = new PostgresDialect();
    private final SchemaChecks inside;
    private final SqlConnector worker;
    private final Catalogue catalogue;
    private final KeepingTerms terms;

    /**
     * Connects to nothing yet.
     *
     * @param place as the mail server looks for its store
     * @param worker the place of the store with the schema of its tables, and the account that will rename it
     */
    public DatabaseChecks(SqlPlace place, SqlPlace worker, KeepingTerms terms) {
        this.inside = new SchemaChecks(place, worker, terms);
        this.worker = new SqlConnector(dialect, worker);
        this.catalogue = new Catalogue(dialect, worker);
        this.terms = terms;
    }

    @Override
    public List<OtherObject> otherObjects() throws StoreException {
        return inside.otherObjects();
    }

    @Override
    public List<OtherSession> otherSessions() throws StoreException {
        return inside.otherSessions();
    }

    @Override
    public int endOtherSessions() throws StoreException {
        return inside.endOtherSessions();
    }

    @Override
    public List<Oddity> oddities() throws StoreException {
        return inside.oddities();
    }

    @Override
    public ServerFacts facts() throws StoreException {
        return inside.facts();
    }

    /** Makes a database, gives it another name and drops it; and looks whether this one may be renamed. */
    @Override
    public void tryRights() throws StoreException {
        var name = "drydock_"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        try (var connection = catalogue.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
            try {
                statement.execute("ALTER DATABASE " + name + " RENAME TO " + name + "_old");
            } finally {
                statement.execute("DROP DATABASE IF EXISTS " + name);
                statement.execute("DROP DATABASE IF EXISTS " + name + "_old");
            }
            requireOwner();
        } catch (SQLException e) {
            throw worker.failed("Cannot make and rename a database on the server of " + worker.name(), e);
        }
    }

    private void requireOwner() throws StoreException, SQLException {
        try (var connection = worker.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT pg_has_role(datdba, 'USAGE'), pg_get_userbyid(datdba)"
                        + " FROM pg_database WHERE datname = current_database()")) {
            rows.next();
            if (!rows.getBoolean(1)) {
                throw new StoreException(
                        "Cannot rename the database of " + worker.name() + ", as it is owned by " + rows.getString(2),
                        "Name that account, or an administrator's");
            }
        }
    }

    @Override
    public Optional<String> taken() throws StoreException {
        return catalogue.exists(terms.aside()) ? Optional.of("database " + terms.aside()) : Optional.empty();
    }
}
