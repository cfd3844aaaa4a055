package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.Drydock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The program in a process of its own, with a home of its own. */
final class CommandProcess {

    private static final int PATIENCE_SECONDS = 120;

    private final Path directory;
    private final List<String> before = new ArrayList<>();
    private final List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));

    /** @param directory where its home and its output go */
    CommandProcess(Path directory) {
        this.directory = directory;
    }

    /** Puts a command before Java, such as one that takes rights away. */
    CommandProcess under(String... command) {
        before.addAll(List.of(command));
        return this;
    }

    CommandProcess withJava(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    Running start(Object... arguments) throws IOException {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Drydock.class.getName()));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        return start(command, directory);
    }

    static Running start(List<String> command, Path directory) throws IOException {
        var out = Files.createTempFile(directory, "out", "");
        var err = Files.createTempFile(directory, "err", "");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("DRYDOCK_HOME", directory.resolve("home").toString());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new Running(builder.start(), out, err);
    }

    CommandRun run(Object... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    /** One that runs. */
    record Running(Process process, Path out, Path err) {

        /** Waits until something is so; fails where the process has ended before. */
        Running until(BooleanSupplier condition) throws IOException {
            while (!condition.getAsBoolean()) {
                if (!process.isAlive()) {
                    throw new AssertionError("ended before it was waited for: " + Files.readString(err));
                }
                LockSupport.parkNanos(1_000_000);
            }
            return this;
        }

        /** Ctrl-C, or what a service manager sends. */
        CommandRun terminate() throws IOException, InterruptedException {
            process.destroy();
            return end();
        }

        CommandRun kill() throws IOException, InterruptedException {
            process.destroyForcibly();
            return end();
        }

        CommandRun end() throws IOException, InterruptedException {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
            return new CommandRun(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        }
    }
}
