package dev.drydock.host.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.drydock.host.CommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real systemd, booted in a container whose {@code /usr} is this machine's. Where that is not possible the test is
 * skipped, or fails if {@code -Ddrydock.require} contains {@code systemd}.
 */
public final class SystemdContainer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path SCRIPT = Path.of("systemd-up.sh");

    private final Path root;
    private final Process machine;
    private final Thread atExit = new Thread(this::kill);
    private long leader;

    private SystemdContainer(Path root, Process machine) {
        this.root = root;
        this.machine = machine;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Boots a container below an empty directory, and waits until it has come up. */
    public static SystemdContainer boot(Path directory) throws IOException, InterruptedException {
        return boot(directory, List.of());
    }

    /**
     * A path of this machine in the container, for reading only.
     *
     * @param inside where it lies there
     */
    public record Bound(Path path, String inside) {
        private String argument() {
            return path + ":" + inside;
        }
    }

    /** The same, with paths of this machine in it. */
    public static SystemdContainer boot(Path directory, List<Bound> bounds) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/systemd-nspawn"))) {
            return unavailable("systemd-nspawn is not installed");
        }
        var script = directory.resolve(SCRIPT);
        try (var ours = SystemdContainer.class.getResourceAsStream(SCRIPT.toString())) {
            Files.copy(ours, script, StandardCopyOption.REPLACE_EXISTING);
        }
        var root = Files.createDirectory(directory.toRealPath().resolve("root"));
        var log = directory.resolve("console.log");
        var name = "drydock-" + ProcessHandle.current().pid();
        // In a session of its own, so that a key pressed on the terminal of the build does not end it half-way.
        var vector = new ArrayList<>(List.of("setsid", "bash", script.toString(), root.toString(), name));
        bounds.forEach(bound -> vector.add(bound.argument()));
        var machine = new ProcessBuilder(vector)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        machine.getOutputStream().close();
        var container = new SystemdContainer(root, machine);
        if (!container.awaitBoot(0)) {
            container.kill();
            return unavailable("no systemd could be booted: " + Files.readString(log));
        }
        return container;
    }

    /** The systemd inside, until the next reboot. */
    Systemd systemd() {
        return new Systemd(new CommandRunner(), prefix(), root);
    }

    private List<String> prefix() {
        return List.of("nsenter", "--target", Long.toString(leader), "--all", "--");
    }

    /** The path that a file of the container has on this machine. */
    public Path file(String inside) {
        return root.resolve(inside.substring(1));
    }

    /** Writes a file of the container. */
    public Path write(String inside, String content) throws IOException {
        var file = file(inside);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Runs a program inside; gives what it says, and fails where its status is not 0. */
    public String run(String... arguments) throws IOException, InterruptedException {
        var output = new StringBuilder();
        assertThat(call(output, arguments))
                .as(String.join(" ", arguments) + ": " + output)
                .isZero();
        return output.toString().strip();
    }

    /** Boots the container again, and waits until it has come up. */
    public void reboot() throws IOException, InterruptedException {
        var before = leader;
        run("systemctl", "reboot");
        assertThat(awaitBoot(before)).as("boots again").isTrue();
    }

    /** Switches the container off; whatever does not follow is killed. */
    @Override
    public void close() throws IOException, InterruptedException {
        // The signal that systemd knows as the order to power off.
        new ProcessBuilder("kill", "-s", "RTMIN+4", Long.toString(leader))
                .start()
                .waitFor();
        if (!machine.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void kill() {
        machine.descendants().forEach(ProcessHandle::destroyForcibly);
        machine.destroyForcibly();
    }

    private boolean awaitBoot(long otherThan) throws IOException, InterruptedException {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (machine.isAlive() && System.nanoTime() < end) {
            var first = findLeader();
            if (first.isPresent() && first.getAsLong() != otherThan) {
                leader = first.getAsLong();
                var state = new StringBuilder();
                call(state, "systemctl", "is-system-running");
                if (state.toString().matches("(?s).*\\b(running|degraded)\\b.*")) {
                    return true;
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return false;
    }

    /** The process that is number 1 inside; those that only lay the way for it would lead back to this machine. */
    private OptionalLong findLeader() {
        return machine.descendants()
                .mapToLong(ProcessHandle::pid)
                .filter(pid -> {
                    try {
                        return Files.readString(Path.of("/proc/" + pid + "/status"))
                                        .matches("(?s).*\\nNSpid:\\t\\d+\\t1\\n.*")
                                && Files.readString(Path.of("/proc/" + pid + "/comm"))
                                        .equals("systemd\n");
                    } catch (IOException e) {
                        return false; // It has ended meanwhile.
                    }
                })
                .findFirst();
    }

    /** Runs a program inside; gives its status, and says what it has said. */
    public int call(StringBuilder output, String... arguments) throws IOException, InterruptedException {
        var vector = Stream.concat(prefix().stream(), Arrays.stream(arguments)).toList();
        var process = new ProcessBuilder(vector).redirectErrorStream(true).start();
        output.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        return process.waitFor();
    }

    private static SystemdContainer unavailable(String why) {
        assertThat(System.getProperty("drydock.require", "").split(",")).as(why).doesNotContain("systemd");
        return abort(why);
    }
}
