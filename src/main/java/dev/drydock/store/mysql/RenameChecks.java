package dev.drydock.store.mysql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.KeepingChecks;
import dev.drydock.store.sql.KeepingTerms;
import dev.drydock.store.sql.LocalDisk;
import dev.drydock.store.sql.OtherObject;
import dev.drydock.store.sql.OtherSession;
import dev.drydock.store.sql.Poolers;
import dev.drydock.store.sql.Questions;
import dev.drydock.store.sql.RoundTrips;
import dev.drydock.store.sql.ServerFacts;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Looks at a database of MySQL or MariaDB before its old tables go into another one. */
public final class RenameChecks implements KeepingChecks {

    private static final String SIX = " IN ('b', 'v', 'l', 'i', 't', 'c')";

    private static final String OTHERS = "SELECT CASE table_type WHEN 'BASE TABLE' THEN 'table' ELSE lower(table_type)"
            + " END, table_name FROM information_schema.tables WHERE table_schema = database() AND table_name NOT" + SIX
            + " UNION ALL SELECT lower(routine_type), routine_name FROM information_schema.routines"
            + " WHERE routine_schema = database()"
            + " UNION ALL SELECT 'event', event_name FROM information_schema.events WHERE event_schema = database()"
            + " UNION ALL SELECT 'foreign key', concat(constraint_name, ' of ', table_name)"
            + " FROM information_schema.referential_constraints WHERE constraint_schema = database()"
            + " ORDER BY 1, 2";

    /** Each with whether it is in the way: a table with a trigger cannot be renamed into another database. */
    private static final String ODDITIES = "SELECT concat('Trigger ', trigger_name, ' is on table ',"
            + " event_object_table, ', which cannot be moved with it'), 1 FROM information_schema.triggers"
            + " WHERE event_object_schema = database() AND event_object_table" + SIX
            + " UNION ALL SELECT concat('Foreign key ', constraint_name, ' of ', table_name, ' refers to table ',"
            + " referenced_table_name, ', and will across databases'), 0"
            + " FROM information_schema.referential_constraints WHERE constraint_schema = database()"
            + " AND (referenced_table_name" + SIX + " OR table_name" + SIX + ")"
            + " UNION ALL SELECT concat('Table ', table_name, ' has the engine ', engine, ' instead of InnoDB'), 0"
            + " FROM information_schema.tables WHERE table_schema = database() AND table_name" + SIX
            + " AND engine <> 'InnoDB'";

    private final MysqlDialect dialect = new MysqlDialect();
    private final SqlConnector server;
    private final SqlConnector worker;
    private final Questions questions;
    private final KeepingTerms terms;

    /**
     * Connects to nothing yet.
     *
     * @param place as the mail server looks for its store
     * @param worker the same, with the account that will move the tables
     */
    public RenameChecks(SqlPlace place, SqlPlace worker, KeepingTerms terms) {
        this.server = new SqlConnector(dialect, place);
        this.worker = new SqlConnector(dialect, worker);
        this.questions = new Questions(this.worker);
        this.terms = terms;
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
        try (var connection = worker.connect();
                var statement = connection.createStatement()) {
            var sessions = dialect.otherSessions(connection);
            for (var session : sessions) {
                statement.execute("KILL " + session.pid());
            }
            return sessions.size();
        } catch (SQLException e) {
            throw worker.failed("Cannot end the other sessions in " + worker.name(), e);
        }
    }

    /** Rights are given by the name of a database: a scratch table goes to the real one and back. */
    @Override
    public void tryRights() throws StoreException {
        var scratch = "drydock_"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        var here = Databases.qualified(worker.place().database(), scratch);
        var there = Databases.qualified(terms.aside(), scratch);
        try (var connection = worker.connect();
                var statement = connection.createStatement()) {
            var makes = !Databases.exists(connection, terms.aside());
            if (makes) {
                statement.execute("CREATE DATABASE " + Databases.quote(terms.aside()));
            }
            try {
                statement.execute("CREATE TABLE " + here + " (k INT PRIMARY KEY) ENGINE=InnoDB");
                try {
                    statement.execute("RENAME TABLE " + here + " TO " + there);
                    statement.execute("RENAME TABLE " + there + " TO " + here);
                } finally {
                    statement.execute("DROP TABLE IF EXISTS " + here + ", " + there);
                }
            } finally {
                if (makes) {
                    statement.execute("DROP DATABASE " + Databases.quote(terms.aside()));
                }
            }
        } catch (SQLException e) {
            throw worker.failed(
                    "Cannot make the database " + terms.aside() + " and move a table of " + worker.name() + " there",
                    e);
        }
    }

    @Override
    public Optional<String> taken() throws StoreException {
        return questions.ask(
                "the list of databases",
                connection -> Databases.exists(connection, terms.aside())
                        ? Optional.of("database " + terms.aside()
                                + (Databases.isEmpty(connection, terms.aside()) ? ", which is empty" : ""))
                        : Optional.empty());
    }

    @Override
    public List<Oddity> oddities() throws StoreException {
        var all = new ArrayList<>(
                questions.all("the tables", ODDITIES, row -> new Oddity(row.getString(1), row.getBoolean(2))));
        all.addAll(questions.ask("the columns of the tables", DeclaredColumns::differences));
        return all;
    }

    @Override
    public ServerFacts facts() throws StoreException {
        var limits = limits();
        var keepsSessions = new Poolers(worker, "SELECT connection_id()").keepSessions();
        return questions.ask("the settings of the server", connection -> {
            var version = Questions.one(connection, "SELECT version()");
            return new ServerFacts(
                    (version.contains("MariaDB") ? "MariaDB " : "MySQL ") + version,
                    Questions.one(connection, "SELECT @@global.read_only").equals("1"),
                    dialect.bytes(connection),
                    limits,
                    RoundTrips.median(connection),
                    keepsSessions,
                    free(connection));
        });
    }

    /** As they apply to the account of the mail server, which lifts none. */
    private Map<String, String> limits() throws StoreException {
        try (var connection = MysqlDialect.open(server.place())) {
            return Questions.byName(
                    connection,
                    "SHOW SESSION VARIABLES WHERE variable_name IN ('max_allowed_packet',"
                            + " 'max_connections', 'lock_wait_timeout', 'max_execution_time', 'max_statement_time',"
                            + " 'wait_timeout')");
        } catch (SQLException e) {
            throw server.reading("the limits of the mail server's account", e);
        }
    }

    /** Of the disk with the data, where the server runs on this machine, which both know by the same name. */
    private OptionalLong free(Connection connection) throws SQLException {
        var address = worker.place().server();
        return LocalDisk.isOf(address)
                        && Questions.one(connection, "SELECT @@hostname").equals(nameOfThisMachine())
                ? LocalDisk.free(Path.of(Questions.one(connection, "SELECT @@datadir")))
                : OptionalLong.empty();
    }

    private static String nameOfThisMachine() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
