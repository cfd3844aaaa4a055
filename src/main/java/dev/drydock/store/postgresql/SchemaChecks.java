package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.KeepingChecks;
import dev.drydock.store.sql.KeepingTerms;
import dev.drydock.store.sql.OtherObject;
import dev.drydock.store.sql.OtherSession;
import dev.drydock.store.sql.Poolers;
import dev.drydock.store.sql.Questions;
import dev.drydock.store.sql.RoundTrips;
import dev.drydock.store.sql.ServerFacts;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlPlace;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Looks at a database of PostgreSQL before its old tables go into a schema of their own. */
public final class SchemaChecks implements KeepingChecks {

    /** True for the six tables, as {@code c} of pg_class. */
    private static final String OF_STORE =
            "(c.relkind = 'r' AND c.relname IN ('b', 'v', 'l', 'i', 't', 'c') AND pg_table_is_visible(c.oid))";

    private static final String RELATION_OF_OTHERS = ofOthers("c");
    private static final String FUNCTION_OF_OTHERS = ofOthers("p");
    private static final String SCHEMA_OF_OTHERS = ofOthers("n");

    private static final String OTHERS = "SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'"
            + " WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' ELSE 'table' END, n.nspname || '.' || c.relname"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND NOT " + OF_STORE + " AND"
            + RELATION_OF_OTHERS
            + " UNION ALL SELECT 'function', n.nspname || '.' || p.proname FROM pg_proc p"
            + " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE" + FUNCTION_OF_OTHERS
            + " UNION ALL SELECT 'foreign key', conname || ' of ' || conrelid::regclass FROM pg_constraint"
            + " WHERE contype = 'f'"
            + " UNION ALL SELECT 'extension', extname FROM pg_extension WHERE extname <> 'plpgsql'"
            + " UNION ALL SELECT 'schema', nspname FROM pg_namespace n WHERE nspname <> 'public' AND"
            + SCHEMA_OF_OTHERS
            + " ORDER BY 1, 2";

    private static final String ODDITIES =
            "SELECT 'Trigger ' || tgname || ' is on table ' || c.relname || ', and moves with it'"
                    + " FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid WHERE NOT tgisinternal AND " + OF_STORE
                    + " UNION ALL SELECT 'Foreign key ' || conname || ' of ' || conrelid::regclass || ' refers to table '"
                    + " || c.relname || ', and moves with it' FROM pg_constraint k JOIN pg_class c"
                    + " ON c.oid IN (k.confrelid, k.conrelid) WHERE contype = 'f' AND " + OF_STORE
                    + " UNION ALL SELECT 'Table ' || c.relname || ' is owned by ' || pg_get_userbyid(c.relowner)"
                    + " || ', which ' || current_user || ' may not act for' FROM pg_class c"
                    + " WHERE NOT pg_has_role(c.relowner, 'USAGE') AND " + OF_STORE;

    private final PostgresDialect dialect = new PostgresDialect();
    private final SqlConnector server;
    private final SqlConnector worker;
    private final Questions questions;
    private final KeepingTerms terms;

    /**
     * Connects to nothing yet.
     *
     * @param place as the mail server looks for its store
     * @param worker the place of the store, with the account that will move the tables
     */
    public SchemaChecks(SqlPlace place, SqlPlace worker, KeepingTerms terms) {
        this.server = new SqlConnector(dialect, place);
        this.worker = new SqlConnector(dialect, worker);
        this.questions = new Questions(this.worker);
        this.terms = terms;
    }

    /** True for what neither the server nor an extension has made, as {@code alias} beside {@code n} of pg_namespace. */
    private static String ofOthers(String alias) {
        return " n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND NOT EXISTS"
                + " (SELECT 1 FROM pg_depend e WHERE e.objid = " + alias + ".oid AND e.deptype = 'e')";
    }

    @Override
    public List<OtherObject> otherObjects() throws StoreException {
        return questions.all(
                "the list of other objects", OTHERS, row -> new OtherObject(row.getString(1), row.getString(2)));
    }

    @Override
    public List<OtherSession> otherSessions() throws StoreException {
        return questions.ask("the list of sessions", dialect::otherSessions);
    }

    @Override
    public int endOtherSessions() throws StoreException {
        try (var connection = worker.connect()) {
            return Sessions.end(
                    connection,
                    dialect.otherSessions(connection).stream()
                            .map(OtherSession::pid)
                            .toList());
        } catch (SQLException e) {
            throw worker.failed("Cannot end the other sessions in " + worker.name(), e);
        }
    }

    /** In a transaction that is taken back, so that nothing is left even if the connection is cut. */
    @Override
    public void tryRights() throws StoreException {
        var name = "drydock_"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        try (var connection = worker.connect()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + name);
                statement.execute("CREATE TABLE " + name + " (k BYTEA PRIMARY KEY)");
                statement.execute("ALTER TABLE " + name + " SET SCHEMA " + name);
                statement.execute("DROP TABLE " + Names.qualified(name, name));
            }
            connection.rollback();
        } catch (SQLException e) {
            throw worker.failed("Cannot make a schema and move a table into it in " + worker.name(), e);
        }
    }

    @Override
    public Optional<String> taken() throws StoreException {
        return questions.ask("the list of schemas", connection -> {
            try (var statement = connection.prepareStatement(
                    "SELECT 'schema ' || nspname || ' of ' || pg_get_userbyid(nspowner) FROM pg_namespace"
                            + " WHERE nspname = ?")) {
                statement.setString(1, terms.aside());
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public List<Oddity> oddities() throws StoreException {
        return questions.all(
                "the tables",
                ODDITIES,
                row -> new Oddity(row.getString(1), row.getString(1).endsWith("may not act for")));
    }

    @Override
    public ServerFacts facts() throws StoreException {
        var asServer = new Questions(server).ask("the settings of the mail server's account", AccountSettings::of);
        var keepsSessions = new Poolers(worker, "SELECT pg_backend_pid()").keepSessions();
        return questions.ask(
                "the settings of the server",
                connection -> new ServerFacts(
                        "PostgreSQL " + Questions.one(connection, "SHOW server_version"),
                        asServer.readOnly(),
                        dialect.bytes(connection),
                        asServer.limits(),
                        RoundTrips.median(connection),
                        keepsSessions,
                        ServerDirectory.free(connection, worker.place().server())));
    }
}
