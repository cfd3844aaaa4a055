package dev.drydock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The SQL servers that Drydock is tested with. Where one cannot be had the test is skipped, or fails if
 * {@code -Ddrydock.require} contains its component: {@code postgresql}, {@code mariadb} or {@code mysql}.
 */
public enum SqlServerKind {
    POSTGRESQL_14("postgresql", "postgresql-14"),
    POSTGRESQL_18("postgresql", "postgresql-18"),
    MARIADB("mariadb", "mariadb"),
    MYSQL("mysql", "mysql");

    /** Where Maven puts the servers, whatever the directory of the build. */
    private static final Path SERVERS = Path.of("target", "sql-servers").toAbsolutePath();

    private static final Map<SqlServerKind, SqlServer> SHARED = new EnumMap<>(SqlServerKind.class);

    private final String component;
    private final String directory;

    SqlServerKind(String component, String directory) {
        this.component = component;
        this.directory = directory;
    }

    /** The one of this process without choices, started by the first who asks. Who stops it starts it again. */
    public SqlServer get() throws IOException, InterruptedException {
        synchronized (SHARED) {
            if (!SHARED.containsKey(this)) {
                SHARED.put(this, start());
            }
            return SHARED.get(this);
        }
    }

    /** Starts one for the caller alone, who closes it. */
    public SqlServer start(ServerChoice... choices) throws IOException, InterruptedException {
        var program = program();
        if (!program.isThere()) {
            return unavailable("there is no " + program + "; fetch it by ./mvnw dependency:unpack@sql-servers");
        }
        var server = SqlServer.make(
                program, isPostgresql() ? new PostgresDialect() : new MysqlDialect(), Set.copyOf(List.of(choices)));
        try {
            server.initialize();
            return server;
        } catch (ServerFailedException e) {
            server.close();
            return unavailable(e.getMessage());
        }
    }

    /** Whether it is asked as PostgreSQL is; the others are asked as MySQL is. */
    public boolean isPostgresql() {
        return component.equals("postgresql");
    }

    private ServerProgram program() {
        var place = SERVERS.resolve(directory);
        return switch (this) {
            case POSTGRESQL_14, POSTGRESQL_18 -> new PostgresProgram(place);
            case MARIADB -> new MariaDbProgram(place);
            case MYSQL -> new MysqlProgram(place);
        };
    }

    /** Skips the test, or fails it, where the command line client of such servers is not installed. */
    public void requireClient() {
        var client = isPostgresql() ? "psql" : "mysql";
        if (Stream.of("/usr/bin", "/usr/local/bin").noneMatch(place -> Files.isExecutable(Path.of(place, client)))) {
            unavailable("there is no " + client);
        }
    }

    private SqlServer unavailable(String why) {
        assertThat(System.getProperty("drydock.require", "").split(",")).as(why).doesNotContain(component);
        return abort(why);
    }

    /** What stands in the configuration of a mail server, behind the name of the store. */
    public String settings(Database database) {
        return """
                type = "%s"
                host = "%s"
                port = %d
                database = "%s"
                user = "%s"
                password = "%s"
                """.formatted(
                        isPostgresql() ? "postgresql" : "mysql",
                        database.host(),
                        database.port(),
                        database.name(),
                        database.user(),
                        database.password());
    }

    /**
     * A request for an upgrade, with an administrator in the form of the backup where the account of the mail server may
     * not make a database, as on MySQL.
     */
    public String withAdministrator(String request) throws IOException, InterruptedException {
        if (isPostgresql()) {
            return request;
        }
        var administrator = get().administrator();
        return request.substring(0, request.lastIndexOf('}'))
                + ", \"backup\": {\"administrator\": \"%s\", \"administrator-password\": \"%s\"}}"
                        .formatted(administrator.user(), administrator.password());
    }
}
