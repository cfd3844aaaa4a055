package dev.drydock.store.mysql;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;

/** MySQL from version 8 on, and MariaDB from version 10.6 on, which rename many tables in one step. */
public final class MysqlDialect implements SqlDialect {

    @Override
    public String scheme() {
        return "mysql";
    }

    @Override
    public int usualPort() {
        return 3_306;
    }

    @Override
    public boolean hasSchemas() {
        return false;
    }

    @Override
    public String passwordVariable() {
        return "MYSQL_PWD";
    }

    @Override
    public Connection connect(SqlPlace place) throws SQLException {
        var connection = open(place);
        try {
            prepare(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Connects, with the limits that the server sets for the account. */
    static Connection open(SqlPlace place) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", place.user());
        properties.setProperty("password", place.password().reveal());
        properties.setProperty("sslMode", sslMode(place.tls()));
        // Without TLS the server's key is asked for, with which the password is then encrypted.
        properties.setProperty("allowPublicKeyRetrieval", String.valueOf(place.tls() == Tls.OFF));
        properties.setProperty("connectTimeout", String.valueOf(place.timeoutSeconds() * 1_000));
        properties.setProperty("connectionAttributes", "program_name:drydock");
        properties.setProperty("useServerPrepStmts", "true");
        properties.setProperty("allowLoadLocalInfile", "false");
        properties.setProperty("maxAllowedPacket", String.valueOf(1 << 30));
        var database =
                URLEncoder.encode(place.database(), StandardCharsets.UTF_8).replace("+", "%20");
        var connection =
                new com.mysql.cj.jdbc.Driver().connect("jdbc:mysql://" + place.server() + "/" + database, properties);
        if (connection == null) {
            throw new IllegalStateException("the driver does not take a URL of its own: " + place);
        }
        return connection;
    }

    private static String sslMode(Tls tls) {
        return switch (tls) {
            case OFF -> "DISABLED";
            case ANY_CERTIFICATE -> "REQUIRED";
            case VERIFIED -> "VERIFY_IDENTITY";
        };
    }

    private static void prepare(Connection connection) throws SQLException {
        var isMariaDb = isMariaDb(connection);
        try (var statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = 'STRICT_ALL_TABLES'");
            statement.execute("SET SESSION wait_timeout = 28800, net_write_timeout = 600, net_read_timeout = 600");
            statement.execute("SET SESSION lock_wait_timeout = 30, innodb_lock_wait_timeout = 30");
            statement.execute(isMariaDb ? "SET SESSION max_statement_time = 0" : "SET SESSION max_execution_time = 0");
        }
    }

    private static boolean isMariaDb(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
    }

    @Override
    public void beginSnapshot(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        }
    }

    @Override
    public String binaryType() {
        return "blob";
    }

    /** A BLOB of any greatest length counts as one, as all are read in the same way. */
    @Override
    public Map<String, List<String>> letterTables(Connection connection) throws SQLException {
        var columns = new HashMap<String, List<String>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT table_name, column_name, data_type, column_key, is_nullable"
                        + " FROM information_schema.columns WHERE table_schema = database()"
                        + " AND char_length(table_name) = 1 ORDER BY table_name, ordinal_position")) {
            while (rows.next()) {
                if (!rows.getString(1).matches("[a-z]")) {
                    continue;
                }
                var type = rows.getString(3).endsWith("blob") ? "blob" : rows.getString(3);
                var key = rows.getString(4).equals("PRI");
                columns.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(rows.getString(2) + " " + type
                                + (key ? " PRIMARY KEY" : rows.getString(5).equals("NO") ? " NOT NULL" : ""));
            }
        }
        return columns;
    }

    @Override
    public List<String> otherTables(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = database() AND table_type = 'BASE TABLE'"
                        + " AND table_name NOT IN ('b', 'v', 'l', 'i', 't', 'c') ORDER BY table_name")) {
            while (rows.next()) {
                if (!rows.getString(1).startsWith(MysqlNewTables.ASIDE)) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    /**
     * Without ORDER BY, for which the server would sort: it does not take a key on the first bytes of a column for an
     * order of the column. Led by that key, which is the table itself, rows come in its order; who reads looks at it.
     */
    @Override
    public String fromInKeyOrder(StoreTable table, KeyBound bound, int rows) {
        return "FROM " + table.letter() + " FORCE INDEX (PRIMARY) WHERE k " + bound.operator() + " ? LIMIT " + rows;
    }

    @Override
    public OptionalLong estimatedRows(Connection connection, StoreTable table) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT table_rows FROM information_schema.tables"
                + " WHERE table_schema = database() AND table_name = ?")) {
            statement.setString(1, table.name());
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getLong(1) > 0 ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    @Override
    public String put(StoreTable table) {
        return table.hasValue()
                ? "INSERT INTO " + table.letter() + " (k, v) VALUES (?, ?) ON DUPLICATE KEY UPDATE v = VALUES(v)"
                : "INSERT INTO " + table.letter() + " (k) VALUES (?) ON DUPLICATE KEY UPDATE k = k";
    }

    @Override
    public boolean lock(Connection connection, SqlPlace place) throws SQLException {
        // Of the whole server, and of 64 characters at most.
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT get_lock(concat('drydock ', sha1(database())), 10)")) {
            return rows.next() && rows.getInt(1) == 1;
        }
    }

    @Override
    public NewTables newTables(SqlConnector connector, List<StoreTable> tables, Path work) throws StoreException {
        return MysqlNewTables.begin(connector, tables, work);
    }

    @Override
    public SuccessorTables successorTables(
            SqlConnector connector, List<StoreTable> tables, Path work, SqlPlace old, Connection reading)
            throws StoreException {
        return MysqlSuccessorTables.begin(connector, tables, work, old);
    }

    @Override
    public boolean fillsFromOneState() {
        return false;
    }

    /** MySQL tells what a session calls itself by another table, to administrators; it is left out here. */
    @Override
    public List<OtherSession> otherSessions(Connection connection) throws SQLException {
        var sessions = new ArrayList<OtherSession>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id, user, host FROM information_schema.processlist"
                        + " WHERE db = database() AND id <> connection_id() ORDER BY id")) {
            while (rows.next()) {
                // Behind the host stands its port.
                var host = rows.getString(3).replaceFirst(":[0-9]+$", "");
                sessions.add(new OtherSession(rows.getLong(1), rows.getString(2), "", host));
            }
        }
        return sessions;
    }

    @Override
    public SqlReason reason(SQLException e) {
        return MysqlFailure.reason(e);
    }

    @Override
    public OptionalLong bytes(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (!Questions.one(connection, "SELECT version()").contains("MariaDB")) {
                // Else it says for a day what it has once said.
                statement.execute("SET SESSION information_schema_stats_expiry = 0");
            }
        }
        return OptionalLong.of(Long.parseLong(Questions.one(
                connection,
                "SELECT coalesce(sum(data_length + index_length), 0) FROM information_schema.tables"
                        + " WHERE table_schema = database() AND char_length(table_name) = 1")));
    }

    @Override
    public OptionalLong logWritten(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var status = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Innodb_os_log_written'")) {
            return status.next() ? OptionalLong.of(status.getLong(2)) : OptionalLong.empty();
        }
    }

    @Override
    public List<KeepingWay> ways() {
        return List.of(new RenameWay());
    }

    @Override
    public String home(SqlPlace place) {
        return place.database();
    }

    /** The clients of both vendors have the same name, and other words for TLS. */
    @Override
    public ClientCommand client(SqlPlace place) {
        return new ClientCommand(
                "mysql",
                List.of(
                        "--protocol=tcp",
                        "--host=" + place.server().host(),
                        "--port=" + place.server().port(),
                        "--user=" + place.user(),
                        "--database=" + place.database()),
                ClientCommand.preparing(
                        place.tls(),
                        "if mysql --help 2>/dev/null | grep -q -e '--ssl-mode'; then TLS=\""
                                + ofMysqlClient(place.tls()) + "\"; else TLS=\"" + ofMariaDbClient(place.tls())
                                + "\"; fi"),
                "$TLS");
    }

    private static String ofMysqlClient(Tls tls) {
        return "--ssl-mode=" + sslMode(tls)
                + switch (tls) {
                    case OFF -> " --get-server-public-key";
                    case ANY_CERTIFICATE -> "";
                    case VERIFIED -> " --ssl-ca=$AUTHORITIES";
                };
    }

    private static String ofMariaDbClient(Tls tls) {
        return switch (tls) {
            case OFF -> "--skip-ssl";
            case ANY_CERTIFICATE -> "--ssl --skip-ssl-verify-server-cert";
            case VERIFIED -> "--ssl --ssl-verify-server-cert --ssl-ca=$AUTHORITIES";
        };
    }
}
