package dev.drydock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Another process that has a database open, as a server has. */
final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final PrintStream in;
    private final BufferedReader out;

    /** Starts it; {@code setup} is run before this returns, and must succeed. */
    OtherProcess(Path database, String... setup) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dorg.sqlite.tmpdir=" + database.getParent().getParent(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        OtherProcess.class.getName(),
                        "jdbc:sqlite:" + database)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var sql : setup) {
            assertThat(run(sql)).as(sql).isEqualTo("ok");
        }
    }

    /** Runs one statement over there; gives {@code ok} or the result code of SQLite. */
    String run(String sql) throws IOException {
        in.println(sql);
        return out.readLine();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it by SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        in.close();
        process.waitFor();
    }

    public static void main(String[] arguments) throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                var connection = DriverManager.getConnection(arguments[0]);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            for (var sql = lines.readLine(); sql != null; sql = lines.readLine()) {
                try {
                    statement.execute(sql);
                    out.println("ok");
                } catch (SQLException e) {
                    out.println(e.getErrorCode());
                }
            }
        }
    }
}
