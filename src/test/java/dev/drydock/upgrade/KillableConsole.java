package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A {@link KillableUpgrade} as a process of its own.
 *
 * @param directory of the {@link SandboxUpgrade} that it works on
 */
record KillableConsole(Path directory) {

    /** How a process ends that was killed, as a shell says it. */
    static final int KILLED = 128 + 9;

    /**
     * Works until its end, or until it kills itself.
     *
     * @param way {@code forward} or {@code back}
     * @param fatal places of the journal at which it is to kill itself
     * @return its exit status
     */
    int run(String way, List<String> fatal) throws Exception {
        return run(command(way, fatal));
    }

    /**
     * Runs until the end; each run is killed at the first place behind the one that the run before was killed at.
     *
     * @param stride how many places further on the next run may be killed at the earliest
     * @return where it was killed
     */
    List<String> killAtEach(String way, List<String> places, int stride) throws Exception {
        var killed = new ArrayList<String>();
        var next = 0;
        while (next < places.size()) {
            var status = run(way, places.subList(next, places.size()));
            if (status == 0) {
                break;
            }
            assertThat(status).as(output()).isEqualTo(KILLED);
            if (!killed.isEmpty()) {
                assertThat(output()).startsWith(RunState.INTERRUPTED.title() + "\n");
            }
            var all = places();
            var last = all.get(all.size() - 1);
            killed.add(last);
            next = places.indexOf(last) + stride;
        }
        assertThat(run(way, List.of())).as(output()).isZero();
        return killed;
    }

    /** Starts it, and leaves its end to the caller. */
    Process start(String way, List<String> fatal) throws IOException {
        return start(command(way, fatal));
    }

    /** Runs the script that lies in the home, with nothing of Drydock about. */
    int rescue(String way) throws Exception {
        return run(List.of("sh", upgrade().resolve("rescue.sh").toString(), way));
    }

    /** The same with a variable of the environment, such as one of a password. */
    int rescue(String way, String variable, String value) throws Exception {
        return run(List.of(
                "env",
                variable + "=" + value,
                "sh",
                upgrade().resolve("rescue.sh").toString(),
                way));
    }

    private List<String> command(String way, List<String> fatal) throws IOException {
        var file = Files.write(directory.resolve("fatal"), fatal);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KillableUpgrade.class.getName(),
                directory.toString(),
                way,
                file.toString());
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    private int run(List<String> command) throws Exception {
        var process = start(command);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(output()).isTrue();
        return process.exitValue();
    }

    /** Whether a step was begun, so that there is a way back. */
    boolean hasBegun() throws IOException {
        var upgrades = directory.resolve("home/upgrades");
        if (!Files.exists(upgrades)) {
            return false;
        }
        try (var all = Files.list(upgrades)) {
            return all.anyMatch(upgrade -> Files.exists(upgrade.resolve("rescue.sh")));
        }
    }

    /** Directory of the one upgrade there is. */
    Path upgrade() throws IOException {
        try (var upgrades = Files.list(directory.resolve("home/upgrades"))) {
            return upgrades.findFirst().orElseThrow();
        }
    }

    /** Every place that consoles on this world have passed, in order. */
    List<String> places() throws IOException {
        return Files.readAllLines(directory.resolve("places"));
    }

    /** What the last process said. */
    String output() throws IOException {
        return Files.readString(directory.resolve("output"));
    }
}
