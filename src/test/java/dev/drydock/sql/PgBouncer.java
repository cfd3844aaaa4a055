package dev.drydock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.web.browser.FixedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** PgBouncer of this machine in front of a database, which gives each transaction to any session. */
public record PgBouncer(Process process, Path files, Database database) implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
    private static final int NOBODY = 65_534;

    /**
     * Starts one; skips the test where there is none, or fails it if {@code postgresql} is required.
     *
     * @param directory for its files
     * @param settings such as {@code pool_mode = transaction}
     */
    public static PgBouncer before(Database database, Path directory, String... settings)
            throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            assertThat(System.getProperty("drydock.require", "").split(","))
                    .as("there is no " + PROGRAM)
                    .doesNotContain("postgresql");
            abort("there is no " + PROGRAM);
        }
        // It does not run as root, and has to reach its files all the same.
        var files = Files.createTempDirectory("pooler");
        Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxr-xr-x"));
        var port = FixedPort.free();
        Files.writeString(files.resolve("users"), "\"" + database.user() + "\" \"" + database.password() + "\"\n");
        var configuration = Files.writeString(files.resolve("pooler.ini"), """
                [databases]
                * = host=%s port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = md5
                auth_file = %s
                %s
                """.formatted(
                        database.host(), database.port(), port, files.resolve("users"), String.join("\n", settings)));
        var command = new ArrayList<String>();
        if (ServerProgram.isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
        }
        command.addAll(List.of(PROGRAM.toString(), configuration.toString()));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("pooler.log").toFile())
                .start();
        var started = new PgBouncer(
                process,
                files,
                new Database(database.host(), port, database.name(), database.user(), database.password()));
        started.await(directory);
        return started;
    }

    private void await(Path directory) throws IOException {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!answers()) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(directory.resolve("pooler.log")))
                    .isTrue();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), database.port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws HostException, InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        HostFiles.deleteTree(files);
    }
}
