package dev.drydock.host;

import java.nio.file.Files;
import java.nio.file.Path;

/** A console in small: starts a program with a child, writes down both, and waits to be killed. */
final class RunnerThatIsKilled {

    private RunnerThatIsKilled() {}

    public static void main(String[] arguments) throws Exception {
        var directory = Path.of(arguments[0]);
        var running = new CommandRunner()
                .start(
                        Command.of("/bin/sh", "-c", "sleep 601 & while :; do echo tick; sleep 0.05; done")
                                .withOutputTo(directory.resolve("output")),
                        LineConsumer.NOBODY);
        Files.writeString(directory.resolve("started.new"), running.pid() + " " + running.startTicks());
        Files.move(directory.resolve("started.new"), directory.resolve("started"));
        running.waitFor();
    }
}
