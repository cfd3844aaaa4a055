package dev.drydock.web;

import dev.drydock.host.Command;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A console that runs as a transient unit of systemd: this same program with the same arguments, without the one that asks
 * for it. It outlives the terminal, is told of in the journal, and is gone after a boot.
 *
 * @param home of its state
 */
record DetachedConsole(Path home) {

    static final String UNIT = "drydock.service";

    private static final String OPTION = "--detach";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path BOOTED = Path.of("/run/systemd/system");

    /** Starts it, and gives what there is to say to whoever has asked for it. */
    String start() throws HostException, IOException, InterruptedException {
        if (!Files.isDirectory(BOOTED)) {
            throw new HostException(
                    "systemd does not run this machine, so nobody would keep the console",
                    "Start it with nohup, or in tmux or screen");
        }
        var runner = new CommandRunner();
        if (isActive(runner)) {
            throw new HostException(
                    UNIT + " runs already", "Ask it for a link: drydock link; or end it: systemctl stop " + UNIT);
        }
        HomeDirectory.prepare(home);
        var output = home.resolve("detached.log");
        Files.deleteIfExists(output);
        var vector = new ArrayList<>(List.of(
                "systemd-run",
                "--quiet",
                "--collect",
                "--unit=" + UNIT,
                "--description=Drydock",
                "--slice=system.slice"));
        vector.addAll(
                List.of("--property=StandardOutput=append:" + output, "--property=StandardError=append:" + output));
        vector.addAll(self());
        runner.run(Command.of(vector).withLimit(LIMIT)).orFail("Start the console as a unit");
        return awaitLink(runner, output);
    }

    private static String awaitLink(CommandRunner runner, Path output)
            throws HostException, IOException, InterruptedException {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            var said = Files.exists(output) ? Files.readString(output) : "";
            if (said.contains(" is ready: ") && said.endsWith("\n")) {
                return said + "It ends with: systemctl stop " + UNIT;
            }
            if (!isActive(runner)) {
                throw new HostException("The console has ended at once and said: " + said.strip(), "Mend what it says");
            }
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
        throw new HostException("The console has not answered yet", "See " + output);
    }

    private static boolean isActive(CommandRunner runner) throws HostException, InterruptedException {
        return runner.run(Command.of("systemctl", "is-active", "--quiet", UNIT).withLimit(LIMIT))
                .isSuccess();
    }

    /** The vector that this process was started with, as the kernel knows it. */
    private static List<String> self() throws HostException {
        try {
            var words = new ArrayList<String>();
            for (var word : Files.readString(Path.of("/proc/self/cmdline")).split("\0", -1)) {
                if (!word.isEmpty() && !word.equals(OPTION)) {
                    words.add(word);
                }
            }
            words.set(0, ProcessHandle.current().info().command().orElse(words.get(0)));
            return words;
        } catch (IOException e) {
            throw new HostException(
                    "It cannot be seen how this program was started: " + e, "Start it without --detach", e);
        }
    }
}
