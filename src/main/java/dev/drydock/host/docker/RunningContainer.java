package dev.drydock.host.docker;

import dev.drydock.host.Command;
import dev.drydock.host.CommandResult;
import dev.drydock.host.Exit;
import dev.drydock.host.HostException;
import dev.drydock.host.LastLines;
import dev.drydock.host.LineConsumer;
import dev.drydock.host.Processes;
import dev.drydock.host.RunningProgram;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link OneOff} at work; once it has ended it is taken away. */
public final class RunningContainer implements RunningProgram {

    private final DockerEngine engine;
    private final OneOff oneOff;
    private final long pid;
    private final long startTicks;
    private final long startedNanos = System.nanoTime();
    private final LastLines lastLines = new LastLines();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Container last;
    private volatile @Nullable HostException failure;
    private volatile @Nullable RuntimeException refusal;
    private volatile long endedNanos;

    private RunningContainer(DockerEngine engine, OneOff oneOff, long pid, long startTicks) {
        this.engine = engine;
        this.oneOff = oneOff;
        this.pid = pid;
        this.startTicks = startTicks;
    }

    /** Makes it and starts it; one of the same name that a killed console has left goes first. */
    public static RunningContainer start(DockerEngine engine, OneOff oneOff, LineConsumer consumer)
            throws HostException {
        remove(engine, oneOff);
        engine.create(oneOff.name(), oneOff.body());
        try {
            engine.start(oneOff.name());
        } catch (HostException e) {
            remove(engine, oneOff);
            throw e;
        }
        var pid = engine.get(oneOff.name()).state().pid();
        var ticks = pid == 0 ? 0 : Processes.startTicks(pid).orElse(0L);
        var running = new RunningContainer(engine, oneOff, pid, ticks);
        var thread = new Thread(() -> running.follow(consumer), "output of " + oneOff.name());
        thread.setDaemon(true);
        thread.start();
        return running;
    }

    /** Runs one to its end; what takes longer is ended, and its result says so. */
    public static CommandResult run(DockerEngine engine, OneOff oneOff, Duration limit)
            throws HostException, InterruptedException {
        var running = start(engine, oneOff, LineConsumer.NOBODY);
        var result = running.waitFor(limit);
        if (result.isPresent()) {
            return result.get();
        }
        var ended = running.terminate(Duration.ZERO);
        return new CommandResult(
                ended.command(), ended.exit(), true, ended.memoryRanOut(), ended.took(), ended.lastLines());
    }

    /** What its image made for it goes too; what it has of another container is that one's. */
    private static void remove(DockerEngine engine, OneOff oneOff) throws HostException {
        engine.remove(oneOff.name(), oneOff.from().isEmpty());
    }

    private void follow(LineConsumer consumer) {
        try {
            engine.follow(oneOff.name(), (channel, line) -> hear(consumer, channel, line));
            last = awaitEnd();
        } catch (HostException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            endedNanos = System.nanoTime();
            ended.countDown();
        }
    }

    private void hear(LineConsumer consumer, LineConsumer.Channel channel, String line) {
        synchronized (lastLines) {
            lastLines.add(new CommandResult.Line(channel, line));
        }
        if (refusal == null) {
            try {
                consumer.line(channel, line);
            } catch (RuntimeException e) {
                refusal = e;
            }
        }
    }

    /** Its output ends a moment before the Engine knows how it has ended; an Engine that restarts ends the output too. */
    private Container awaitEnd() throws HostException, InterruptedException {
        while (true) {
            var now = engine.get(oneOff.name());
            if (!now.state().running()) {
                return now;
            }
            Thread.sleep(100);
        }
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public long startTicks() {
        return startTicks;
    }

    @Override
    public boolean isAlive() {
        return ended.getCount() > 0;
    }

    @Override
    public Optional<CommandResult> waitFor(Duration time) throws HostException, InterruptedException {
        return ended.await(time.toNanos(), TimeUnit.NANOSECONDS) ? Optional.of(result()) : Optional.empty();
    }

    @Override
    public CommandResult terminate(Duration grace) throws HostException, InterruptedException {
        engine.stop(oneOff.name(), grace);
        ended.await();
        return result();
    }

    private CommandResult result() throws HostException {
        if (failure != null) {
            throw failure;
        }
        if (refusal != null) {
            throw refusal;
        }
        var state = java.util.Objects.requireNonNull(last).state();
        remove(engine, oneOff);
        synchronized (lastLines) {
            return new CommandResult(
                    Command.of(oneOff.vector()),
                    new Exit(state.exitCode()),
                    false,
                    state.oomKilled(),
                    Duration.ofNanos(endedNanos - startedNanos),
                    lastLines.all());
        }
    }
}
