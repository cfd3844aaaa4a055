package dev.drydock.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.web.browser.FixedPort;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A real SQL server of the tests alone, on a free port of 127.0.0.1; had from {@link SqlServerKind}. */
public final class SqlServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ServerProgram program;
    private final SqlDialect dialect;
    private final Set<ServerChoice> choices;
    private final ServerDirectory directory;
    private @Nullable Process process;

    private SqlServer(ServerProgram program, SqlDialect dialect, Set<ServerChoice> choices, ServerDirectory directory) {
        this.program = program;
        this.dialect = dialect;
        this.choices = choices;
        this.directory = directory;
    }

    static SqlServer make(ServerProgram program, SqlDialect dialect, Set<ServerChoice> choices) throws IOException {
        var directory =
                ServerDirectory.make(HOST, FixedPort.free(), dialect.administrator(), dialect.administratorsDatabase());
        return new SqlServer(program, dialect, choices, directory);
    }

    /** Makes its data and starts it. */
    void initialize() throws ServerFailedException, IOException, InterruptedException {
        if (isTls()) {
            ServerCertificate.in(directory).make();
        }
        program.initialize(directory, choices);
        launch();
    }

    /** Starts it again on the same port with the same data, and waits until it answers. */
    public void start() throws IOException, InterruptedException {
        try {
            launch();
        } catch (ServerFailedException e) {
            throw new AssertionError(e);
        }
    }

    private void launch() throws ServerFailedException, IOException, InterruptedException {
        var started = directory.start(
                ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()),
                program.command(directory, administrator().port(), choices));
        process = started;
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!answers()) {
            if (System.nanoTime() > end || !started.isAlive()) {
                throw new ServerFailedException(program + " does not answer: " + directory.log());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean answers() {
        try (var connection = connect(administrator())) {
            return connection.isValid(0);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Ends it in good order, as a shutdown of the machine does; sessions are cut. */
    public void stop() throws IOException, InterruptedException {
        end(program.stopSignal());
    }

    /** Ends it at once, as a loss of power does but for what the system has not written to disk. */
    public void kill() throws IOException, InterruptedException {
        end("KILL");
    }

    private void end(String signal) throws IOException, InterruptedException {
        var running = process;
        assertThat(running).as("a running server").isNotNull();
        // Those of PostgreSQL hold its memory for a moment longer than the first of them lives.
        var children = running.descendants().toList();
        var kill = new ProcessBuilder("bash", "-c", "kill -$0 $1", signal, Long.toString(running.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).as("exit status of kill").isZero();
        assertThat(running.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("ended on " + signal)
                .isTrue();
        children.forEach(child ->
                child.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join());
        process = null;
    }

    /** The account that may do everything, at a database that is always there; see {@link Database#named}. */
    public Database administrator() {
        return directory.administrator();
    }

    /** Makes an empty database and an ordinary account that owns it, both with names of their own. */
    public Database create() throws SQLException {
        var name = ServerDirectory.randomName();
        var made = new Database(HOST, administrator().port(), name, name, ServerDirectory.randomPassword());
        administrate(dialect.create(made));
        return made;
    }

    /** The same as {@link #create()}, with what a server of {@code version} left in it. */
    public Database create(Fixture fixture, String version) throws SQLException, IOException {
        var made = create();
        try (var dump = fixture.dump(version);
                var connection = connect(made)) {
            dialect.load(dump, connection);
        }
        return made;
    }

    /** Carries out statements as the administrator. */
    public void administrate(List<String> statements) throws SQLException {
        try (var connection = connect(administrator());
                var session = connection.createStatement()) {
            for (var statement : statements) {
                session.execute(statement);
            }
        }
    }

    /** Gives the account another password; who holds the old one is refused from then on. */
    public Database changePassword(Database database) throws SQLException {
        var changed = database.withPassword(ServerDirectory.randomPassword());
        administrate(List.of(dialect.changePassword(changed)));
        return changed;
    }

    /** Connects without TLS, where the server does not insist. */
    public Connection connect(Database database) throws SQLException {
        return choices.contains(ServerChoice.ONLY_TLS) ? connectByTls(database) : connectPlain(database);
    }

    /** Connects without TLS, which the server may refuse. */
    public Connection connectPlain(Database database) throws SQLException {
        return DriverManager.getConnection(dialect.url(database, null), database.user(), database.password());
    }

    /** Connects by TLS, and trusts the certificate of this server alone. */
    public Connection connectByTls(Database database) throws SQLException {
        var url = dialect.url(database, ServerCertificate.in(directory));
        return DriverManager.getConnection(url, database.user(), database.password());
    }

    /** The certificate of a server with TLS, a PEM file. */
    public Path certificate() {
        assertThat(isTls()).as("a server with TLS").isTrue();
        return ServerCertificate.in(directory).certificate();
    }

    /** What a Java is told to trust this certificate alone. */
    public List<String> trustingJava() {
        assertThat(isTls()).as("a server with TLS").isTrue();
        return List.of(
                "-Djavax.net.ssl.trustStore=" + ServerCertificate.in(directory).trust(),
                "-Djavax.net.ssl.trustStorePassword=" + ServerCertificate.TRUST_PASSWORD);
    }

    /** The numbers of the sessions in a database. */
    public List<Long> sessions(Database database) throws SQLException {
        try (var connection = connect(administrator());
                var query = connection.prepareStatement(dialect.sessions())) {
            query.setString(1, database.name());
            var found = new ArrayList<Long>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
            return found;
        }
    }

    /** Ends all sessions in a database, as an administrator does; returns how many. */
    public int endSessions(Database database) throws SQLException {
        var sessions = sessions(database);
        administrate(sessions.stream().map(dialect::endSession).toList());
        return sessions.size();
    }

    /** All that it has said. */
    public String log() {
        return directory.log();
    }

    /** Where its data and its log are, until it is closed. */
    Path directory() {
        return directory.path();
    }

    private boolean isTls() {
        return choices.contains(ServerChoice.TLS) || choices.contains(ServerChoice.ONLY_TLS);
    }

    /** Ends it and removes all that it held. */
    @Override
    public void close() throws IOException, InterruptedException {
        directory.discard();
    }
}
