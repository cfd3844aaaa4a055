package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real program, running on a store until it is closed. */
final class RealServer implements AutoCloseable {

    private static final int STOP_SECONDS = 20;
    private static final int TOOL_SECONDS = 120;

    private final RealProgram program;
    private final ServerConfiguration configuration;
    private final Path log;
    private final Process process;

    private RealServer(RealProgram program, ServerConfiguration configuration, Path log, Process process) {
        this.program = program;
        this.configuration = configuration;
        this.log = log;
        this.process = process;
    }

    /** Starts the program and returns when it listens on all its ports. */
    static RealServer start(RealProgram program, ServerConfiguration configuration) throws Exception {
        var log = configuration.file().resolveSibling("server-" + program + ".log");
        var server = new RealServer(program, configuration, log, launch(program, configuration, log, List.of()));
        try {
            for (var port : List.of(configuration.httpPort(), configuration.imapPort(), configuration.smtpPort())) {
                Await.until(program + " listening on port " + port, () -> server.isListening(port));
            }
        } catch (Throwable e) {
            server.process.destroyForcibly();
            throw new AssertionError(program + " did not start: " + server.log(), e);
        }
        return server;
    }

    private boolean isListening(int port) throws IOException {
        assertThat(process.isAlive()).as(program + " is running").isTrue();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    /** Writes the store to {@code directory}, by the program's own {@code --export}; returns what it printed. */
    static String export(RealProgram program, ServerConfiguration configuration, Path directory) throws Exception {
        Files.createDirectories(directory);
        return runToEnd(program, configuration, List.of("--export", directory.toString()));
    }

    /** Reads an export into the store, by the program's own {@code --import}; returns what it printed. */
    static String restore(RealProgram program, ServerConfiguration configuration, Path directory) throws Exception {
        return runToEnd(program, configuration, List.of("--import", directory.toString()));
    }

    private static String runToEnd(RealProgram program, ServerConfiguration configuration, List<String> arguments)
            throws Exception {
        var log = configuration.file().resolveSibling("tool-" + program + ".log");
        var process = launch(program, configuration, log, arguments);
        try {
            assertThat(process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS))
                    .as(program + " " + arguments + " ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        var output = Files.readString(log);
        assertThat(process.exitValue()).as("exit status; it said: " + output).isZero();
        return output;
    }

    private static Process launch(
            RealProgram program, ServerConfiguration configuration, Path log, List<String> arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(program.path().toString());
        command.add("--config");
        command.add(configuration.file().toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // With CONFIG_PATH set the program ignores its arguments, an import becomes a start.
        builder.environment().keySet().removeAll(List.of("CONFIG_PATH", "RUN_AS_USER", "RUN_AS_GROUP"));
        return builder.start();
    }

    /** An IMAP session as one of the accounts of the fixtures. */
    ImapClient imap(String account) throws IOException {
        return imap(account, "secret-" + account);
    }

    ImapClient imap(String account, String secret) throws IOException {
        return configuration.imap(account, secret);
    }

    ManagementApi api() {
        return configuration.api();
    }

    ServerConfiguration configuration() {
        return configuration;
    }

    int smtpPort() {
        return configuration.smtpPort();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** All lines that the program has printed so far. */
    List<String> log() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8).lines().toList();
    }

    /** Those lines that stand for something that went wrong. */
    List<String> errors() throws IOException {
        return log().stream()
                .filter(line -> line.contains(" ERROR ")
                        || line.contains(" WARN ")
                        || line.contains("eserialization failed")
                        || line.contains("Failed to deserialize")
                        || line.contains("panicked"))
                .toList();
    }

    /** Ends the program as its service manager would: asks it, and kills it where that is of no use. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
