package dev.drydock.store.postgresql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.ClientCommand;
import dev.drydock.store.sql.KeepingWay;
import dev.drydock.store.sql.NewTables;
import dev.drydock.store.sql.OtherSession;
import dev.drydock.store.sql.Questions;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlDialect;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.SqlReason;
import dev.drydock.store.sql.StoreTable;
import dev.drydock.store.sql.SuccessorTables;
import dev.drydock.store.sql.Tls;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL, from version 12 on. */
public final class PostgresDialect implements SqlDialect {

    private static final String LOCK_NAME = "drydock";
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOCK_PAUSE = Duration.ofMillis(100);

    @Override
    public String scheme() {
        return "postgresql";
    }

    @Override
    public int usualPort() {
        return 5_432;
    }

    @Override
    public boolean hasSchemas() {
        return true;
    }

    @Override
    public String passwordVariable() {
        return "PGPASSWORD";
    }

    @Override
    public Connection connect(SqlPlace place) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {place.server().host()});
        source.setPortNumbers(new int[] {place.server().port()});
        source.setDatabaseName(place.database());
        source.setUser(place.user());
        source.setPassword(place.password().reveal());
        source.setApplicationName("drydock");
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(place.timeoutSeconds());
        source.setLoginTimeout(place.timeoutSeconds());
        // Bytes travel as they are from the first use of a statement on, not in hex.
        source.setPrepareThreshold(-1);
        source.setProperty(PGProperty.SSL_MODE, sslMode(place.tls()));
        if (place.tls() == Tls.VERIFIED) {
            // What the machine's Java trusts, as there need be no certificates in the home of this account.
            source.setProperty(PGProperty.SSL_FACTORY, "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        var connection = source.getConnection();
        try {
            prepare(connection, place);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static String sslMode(Tls tls) {
        return switch (tls) {
            case OFF -> "disable";
            case ANY_CERTIFICATE -> "require";
            case VERIFIED -> "verify-full";
        };
    }

    private static void prepare(Connection connection, SqlPlace place) throws SQLException {
        try (var statement = connection.createStatement()) {
            // Which of these there are depends on the version.
            statement.execute("SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN ('statement_timeout',"
                    + " 'transaction_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout')");
            statement.execute("SET lock_timeout = '30s'");
            statement.execute("SET bytea_output = 'hex'");
        }
        if (place.schema() != null) {
            try (var search = connection.prepareStatement("SELECT set_config('search_path', quote_ident(?), false)")) {
                search.setString(1, place.schema());
                search.execute();
            }
        }
    }

    @Override
    public void beginSnapshot(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    @Override
    public String binaryType() {
        return "bytea";
    }

    @Override
    public Map<String, List<String>> letterTables(Connection connection) throws SQLException {
        var columns = new HashMap<String, List<String>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod),"
                        + " a.attnotnull, p.indrelid IS NOT NULL"
                        + " FROM pg_class c"
                        + " LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
                        + " LEFT JOIN pg_index p ON p.indrelid = c.oid AND p.indisprimary"
                        + " AND p.indkey::text = a.attnum::text"
                        + " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname ~ '^[a-z]$'"
                        + " AND pg_table_is_visible(c.oid)"
                        + " ORDER BY c.relname, a.attnum")) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(rows.getString(2) + " " + rows.getString(3)
                                + (rows.getBoolean(5) ? " PRIMARY KEY" : rows.getBoolean(4) ? " NOT NULL" : ""));
            }
        }
        return columns;
    }

    @Override
    public List<String> otherTables(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT n.nspname || '.' || c.relname FROM pg_class c"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname NOT LIKE 'pg\\_%'"
                        + " AND n.nspname <> 'information_schema'"
                        + " AND NOT (c.relname IN ('b', 'v', 'l', 'i', 't', 'c') AND pg_table_is_visible(c.oid))"
                        + " ORDER BY 1")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Override
    public String fromInKeyOrder(StoreTable table, KeyBound bound, int rows) {
        return "FROM " + table.letter() + " WHERE k " + bound.operator() + " ? ORDER BY k LIMIT " + rows;
    }

    @Override
    public OptionalLong estimatedRows(Connection connection, StoreTable table) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT reltuples::bigint FROM pg_class WHERE relname = ? AND pg_table_is_visible(oid)")) {
            statement.setString(1, table.name());
            try (var rows = statement.executeQuery()) {
                // -1, and 0 before version 14, where nothing has been counted yet.
                return rows.next() && rows.getLong(1) > 0 ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    @Override
    public String put(StoreTable table) {
        return table.hasValue()
                ? "INSERT INTO " + table.letter() + " (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = EXCLUDED.v"
                : "INSERT INTO " + table.letter() + " (k) VALUES (?) ON CONFLICT (k) DO NOTHING";
    }

    @Override
    public boolean lock(Connection connection, SqlPlace place) throws SQLException {
        // A session that has just ended, as of a console that was killed, has it until the server notices.
        var end = System.nanoTime() + LOCK_PATIENCE.toNanos();
        while (!tryLock(connection, place)) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOCK_PAUSE.toNanos());
        }
        return true;
    }

    private static boolean tryLock(Connection connection, SqlPlace place) throws SQLException {
        // A lock is of the database it is taken in.
        try (var statement = connection.prepareStatement("SELECT pg_try_advisory_lock(hashtext(?), hashtext(?))")) {
            statement.setString(1, LOCK_NAME);
            statement.setString(2, Objects.requireNonNullElse(place.schema(), ""));
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    @Override
    public NewTables newTables(SqlConnector connector, List<StoreTable> tables, Path work) throws StoreException {
        return PostgresNewTables.begin(connector, tables);
    }

    @Override
    public SuccessorTables successorTables(
            SqlConnector connector, List<StoreTable> tables, Path work, SqlPlace old, Connection reading)
            throws StoreException {
        return PostgresSuccessorTables.begin(connector, tables, old, reading);
    }

    @Override
    public boolean fillsFromOneState() {
        return true;
    }

    @Override
    public List<OtherSession> otherSessions(Connection connection) throws SQLException {
        return Sessions.in(connection, Questions.one(connection, "SELECT current_database()"));
    }

    @Override
    public SqlReason reason(SQLException e) {
        return PostgresFailure.reason(e);
    }

    @Override
    public OptionalLong bytes(Connection connection) throws SQLException {
        return OptionalLong.of(Long.parseLong(Questions.one(
                connection,
                "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c"
                        + " WHERE c.relkind = 'r' AND c.relname ~ '^[a-z]$' AND pg_table_is_visible(c.oid)")));
    }

    @Override
    public OptionalLong logWritten(Connection connection) throws SQLException {
        return OptionalLong.of(Long.parseLong(
                Questions.one(connection, "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")));
    }

    @Override
    public List<KeepingWay> ways() {
        return List.of(new SchemaWay(), new DatabaseWay());
    }

    @Override
    public String home(SqlPlace place) throws StoreException {
        var server = new SqlConnector(this, place);
        var schema = new Questions(server)
                .ask(
                        "the search path",
                        connection -> Optional.ofNullable(Questions.one(connection, "SELECT current_schema()")));
        return schema.orElseThrow(() -> new StoreException(
                "There is no schema in which the mail server could make its tables in " + server.name(),
                "Make one that the search_path of its account names"));
    }

    @Override
    public ClientCommand client(SqlPlace place) {
        return new ClientCommand(
                "psql",
                List.of(
                        "--no-psqlrc",
                        "--quiet",
                        "--set=ON_ERROR_STOP=1",
                        "--host=" + place.server().host(),
                        "--port=" + place.server().port(),
                        "--username=" + place.user(),
                        "--dbname=" + place.database()),
                ClientCommand.preparing(
                        place.tls(),
                        "export PGSSLMODE=" + sslMode(place.tls())
                                + (place.tls() == Tls.VERIFIED ? " PGSSLROOTCERT=\"$AUTHORITIES\"" : "")),
                "");
    }
}
