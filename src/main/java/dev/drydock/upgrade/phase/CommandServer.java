package dev.drydock.upgrade.phase;

import dev.drydock.engine.ChildProcess;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.Failure;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.Account;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.CommandVectors;
import dev.drydock.host.LineConsumer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server that no service manager runs, kept by named programs. The start program may stay in the foreground, as the
 * mail server itself does, or return once it has started the server.
 */
public final class CommandServer implements ServerControl {

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final int LAST_LINES = 12;
    private static final int MOST_BYTES = 64 << 10;

    private final String name;
    private final CommandVectors.Vectors vectors;
    private final CommandRunner runner;
    private final Yard.Patience patience;
    private final Path workingDirectory;

    /** @param workingDirectory that relative paths of the configuration begin at */
    public CommandServer(
            String name,
            CommandVectors.Vectors vectors,
            CommandRunner runner,
            Yard.Patience patience,
            Path workingDirectory) {
        this.name = name;
        this.vectors = vectors;
        this.runner = runner;
        this.patience = patience;
        this.workingDirectory = workingDirectory;
    }

    @Override
    public String describe() {
        return "the commands named " + name;
    }

    @Override
    public void start(StepContext context, Path configuration, Account account, Path output)
            throws StepFailedException, InterruptedException {
        context.childEnded(start(context, configuration, account, output, ""));
    }

    @Override
    public ChildProcess startTrial(StepContext context, Path configuration, Account account, Path output, String mark)
            throws StepFailedException, InterruptedException {
        return start(context, configuration, account, output, mark);
    }

    @Override
    public void stopTrial(StepContext context, Path configuration) throws StepFailedException, InterruptedException {
        stop(context, configuration);
    }

    /** @param mark empty where it is to live on */
    private ChildProcess start(StepContext context, Path configuration, Account account, Path output, String mark)
            throws StepFailedException, InterruptedException {
        return Attempt.of("server-not-started", () -> {
            var command = vectors.start()
                    .command(configuration)
                    .as(account)
                    .in(workingDirectory)
                    .withOutputTo(output);
            var marked = mark.isEmpty() ? command : command.withVariable(ChildMark.VARIABLE, mark);
            context.log(EventLevel.INFO, "Starting the server: " + command);
            var listening = new AtomicBoolean(true);
            var running = runner.start(marked, (channel, line) -> {
                if (listening.get()) {
                    context.log(EventLevel.INFO, line);
                }
            });
            // Until its step is over it is a child like others: a console that comes after a killed one ends it.
            var child = new ChildProcess(running.pid(), running.startTicks(), "server");
            context.childStarted(child);
            var end = System.nanoTime() + patience.start().toNanos();
            try {
                while (!isRunning(configuration)) {
                    var result = running.waitFor(PAUSE);
                    if (result.isPresent() && !result.get().isSuccess()) {
                        throw notStarted("The server " + result.get().exit().inWords() + " before it answered", output);
                    }
                    if (System.nanoTime() > end) {
                        throw notStarted(
                                "The server did not answer within "
                                        + patience.start().toSeconds() + " seconds",
                                output);
                    }
                }
            } catch (InterruptedException | StepFailedException e) {
                running.terminate(Duration.ofSeconds(10));
                context.childEnded(child);
                throw e;
            } finally {
                listening.set(false);
            }
            return child;
        });
    }

    @Override
    public void stop(StepContext context, Path configuration) throws StepFailedException, InterruptedException {
        Attempt.at("server-not-stopped", () -> {
            var command =
                    vectors.stop().command(configuration).in(workingDirectory).withLimit(patience.stop());
            context.log(EventLevel.INFO, "Stopping the server: " + command);
            runner.run(command, (channel, line) -> context.log(EventLevel.INFO, line))
                    .orFail("Stop the server");
        });
    }

    @Override
    public boolean isRunning(Path configuration) throws StepFailedException, InterruptedException {
        return Attempt.of(
                "server-not-probed",
                () -> runner.run(
                                vectors.probe()
                                        .command(configuration)
                                        .in(workingDirectory)
                                        .withLimit(PROBE_LIMIT),
                                LineConsumer.NOBODY)
                        .isSuccess());
    }

    @Override
    public Optional<CommandVectors.Vectors> vectors() {
        return Optional.of(vectors);
    }

    @Override
    public List<String> startCommands(Path configuration, String as) {
        var line = vectors.start().command(configuration).line();
        return List.of(
                "if " + probeCommand(configuration) + "; then :; else",
                "  cd " + Shell.quote(workingDirectory),
                "  " + as + "setsid env -i PATH=\"$PATH\" " + line + " </dev/null >/dev/null 2>&1 &",
                "  tries=0",
                "  until " + probeCommand(configuration) + "; do",
                "    tries=$((tries + 1))",
                "    if [ $tries -gt " + patience.start().toSeconds() + " ]; then",
                "      echo 'The server does not answer; see its own log.' >&2",
                "      exit 1",
                "    fi",
                "    sleep 1",
                "  done",
                "fi");
    }

    @Override
    public String probeCommand(Path configuration) {
        return "(cd " + Shell.quote(workingDirectory) + " && env -i PATH=\"$PATH\" "
                + vectors.probe().command(configuration).line() + " >/dev/null 2>&1)";
    }

    @Override
    public List<String> stopCommands(Path configuration) {
        return List.of("cd " + Shell.quote(workingDirectory) + " && env -i PATH=\"$PATH\" "
                + vectors.stop().command(configuration).line());
    }

    private static StepFailedException notStarted(String problem, Path output) {
        return new StepFailedException(
                Failure.of("server-not-started", problem, "What it said last is below, and in " + output)
                        .with(lastLines(output)));
    }

    private static List<String> lastLines(Path output) {
        try (var file = Files.newByteChannel(output)) {
            var size = file.size();
            file.position(Math.max(0, size - MOST_BYTES));
            var bytes = java.nio.channels.Channels.newInputStream(file).readNBytes(MOST_BYTES);
            var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
