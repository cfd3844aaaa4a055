package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.drydock.host.docker.DockerEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A real Docker Engine of the tests alone, one for all tests of a process. Where none can be had the test is skipped, or
 * fails if {@code -Ddrydock.require} contains {@code docker}.
 */
public final class PrivateEngine {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path SCRIPT = Path.of("dockerd-up.sh");

    private static @Nullable PrivateEngine shared;

    private final Path directory;
    private @Nullable Process daemon;

    private PrivateEngine(Path directory) {
        this.directory = directory;
    }

    /** The one of this process, started by the first who asks. */
    public static synchronized PrivateEngine get() throws IOException, InterruptedException {
        if (shared == null) {
            for (var program : List.of("dockerd", "docker")) {
                if (!isInstalled(program)) {
                    return unavailable(program + " is not installed");
                }
            }
            // A short path: that of a socket has 107 characters at most.
            var made = new PrivateEngine(Files.createTempDirectory("engine"));
            Runtime.getRuntime().addShutdownHook(new Thread(made::discard));
            made.start();
            shared = made;
        }
        return shared;
    }

    /**
     * One more, for a test alone that fills it: its files lie in memory, of which it gets little. It has no images.
     *
     * @param bytes as mount takes them, such as {@code 64m}
     */
    static PrivateEngine small(String bytes) throws IOException, InterruptedException {
        get();
        var made = new PrivateEngine(Files.createTempDirectory("small"));
        RootFileSystem.output(
                List.of("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", made.directory.toString()));
        made.start();
        return made;
    }

    /** Ends it, and removes everything of it. */
    void discardSmall() throws IOException, InterruptedException {
        stop();
        RootFileSystem.output(List.of("umount", "--lazy", directory.toString()));
        Files.delete(directory);
    }

    private static boolean isInstalled(String program) {
        return List.of("/usr/sbin", "/usr/bin", "/usr/local/bin").stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** Starts it, and waits until it answers. */
    public void start() throws IOException, InterruptedException {
        var script = directory.resolve(SCRIPT);
        try (var ours = PrivateEngine.class.getResourceAsStream(SCRIPT.toString())) {
            Files.copy(ours, script, StandardCopyOption.REPLACE_EXISTING);
        }
        var log = directory.resolve("dockerd.log");
        daemon = new ProcessBuilder("setsid", "bash", script.toString(), directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        var end = System.nanoTime() + LIMIT.toNanos();
        while (call(new StringBuilder(), "version") != 0) {
            if (System.nanoTime() > end || !daemon.isAlive()) {
                unavailable("no Engine could be started: " + Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Ends it as a shutdown of the machine does; its containers end with it. */
    public void stop() throws InterruptedException {
        var running = daemon;
        if (running != null) {
            running.destroy();
            assertThat(running.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Removes everything that tests have made but images. */
    public void clear() throws IOException, InterruptedException {
        for (var container : run("ps", "--all", "--quiet").lines().toList()) {
            run("rm", "--force", "--volumes", container);
        }
        for (var network : run("network", "ls", "--quiet", "--filter", "type=custom")
                .lines()
                .toList()) {
            run("network", "rm", network);
        }
        for (var volume : run("volume", "ls", "--quiet").lines().toList()) {
            run("volume", "rm", "--force", volume);
        }
    }

    public Path socket() {
        return directory.resolve("docker.sock");
    }

    public DockerEngine client() {
        return new DockerEngine(socket());
    }

    /** Runs the command line of Docker; gives what it says, and fails where its status is not 0. */
    public String run(String... arguments) throws IOException, InterruptedException {
        var output = new StringBuilder();
        assertThat(call(output, arguments))
                .as("docker " + String.join(" ", arguments) + ": " + output)
                .isZero();
        return output.toString().strip();
    }

    /** The same, whatever its status. */
    public int call(StringBuilder output, String... arguments) throws IOException, InterruptedException {
        var vector = new ArrayList<>(List.of("docker", "--host", "unix://" + socket()));
        vector.addAll(List.of(arguments));
        var process = new ProcessBuilder(vector).redirectErrorStream(true).start();
        process.getOutputStream().close();
        output.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        return process.waitFor();
    }

    private void discard() {
        try {
            clear();
            stop();
            new ProcessBuilder("rm", "-rf", directory.toString()).start().waitFor();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PrivateEngine unavailable(String why) {
        assertThat(System.getProperty("drydock.require", "").split(",")).as(why).doesNotContain("docker");
        return abort(why);
    }
}
