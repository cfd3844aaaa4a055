package dev.drydock.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The private directory of one server with its data and its log, and the only place where its programs are started. A
 * guard ends the server and removes the directory when this process is gone, even by a kill.
 *
 * @param guard held here, because it acts as soon as its standard input is closed
 */
record ServerDirectory(Path path, Database administrator, Process guard) {

    private static final String UP = "server-up.sh";
    private static final String GUARD = "server-guard.sh";

    /** @param administrator name of the account that may do everything */
    static ServerDirectory make(String host, int port, String administrator, String database) throws IOException {
        // A short path: that of a socket has 107 characters at most.
        var path = Files.createTempDirectory("sql");
        for (var script : List.of(UP, GUARD)) {
            try (var ours = ServerDirectory.class.getResourceAsStream(script)) {
                Files.copy(ours, path.resolve(script));
            }
        }
        var guard = new ProcessBuilder("setsid", "bash", path.resolve(GUARD).toString(), path.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ServerDirectory(path, new Database(host, port, database, administrator, randomPassword()), guard);
    }

    /** Letters of its own and some that have a meaning in addresses. */
    static String randomPassword() {
        return randomName() + "@/:?&=%23#+ x";
    }

    static String randomName() {
        return "t" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    Path data() {
        return path.resolve("data");
    }

    /** A file beside the data. */
    Path file(String name) {
        return path.resolve(name);
    }

    /** Writes a file beside the data, which nobody else can read there. */
    Path write(String name, String content) throws IOException {
        return Files.writeString(file(name), content);
    }

    /** All that the programs have said. */
    String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a program that the guard knows. */
    Process start(ProcessBuilder.Redirect input, List<String> command) throws IOException {
        var vector = new ArrayList<>(List.of("bash", file(UP).toString(), path.toString()));
        vector.addAll(command);
        return new ProcessBuilder(vector)
                .directory(path.toFile())
                .redirectInput(input)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
    }

    /** Runs a program to its end. */
    void run(ProcessBuilder.Redirect input, List<String> command)
            throws ServerFailedException, IOException, InterruptedException {
        if (start(input, command).waitFor() != 0) {
            throw new ServerFailedException(command.get(0) + " failed: " + log());
        }
    }

    /** Lets the guard do its work now. */
    void discard() throws IOException, InterruptedException {
        guard.getOutputStream().close();
        assertThat(guard.waitFor()).as("exit status of the guard").isZero();
    }

    private Path logFile() {
        return file("log");
    }
}
