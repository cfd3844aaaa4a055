package dev.drydock.host;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A command that was started; it goes on when the console ends. */
public final class RunningCommand implements RunningProgram {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final long LONGEST_PAUSE = 20_000_000;

    private final Command command;
    private final Process process;
    private final long startTicks;
    private final long startedNanos;
    private final OutputReader output;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean timedOut;
    private volatile @Nullable HostException endless;
    private volatile long endedNanos;

    RunningCommand(Command command, Process process, long startTicks, long startedNanos, OutputReader output) {
        this.command = command;
        this.process = process;
        this.startTicks = startTicks;
        this.startedNanos = startedNanos;
        this.output = output;
        start("output of " + process.pid(), this::follow);
    }

    public Command command() {
        return command;
    }

    /** The number of the process, of its group and of its session. */
    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public long startTicks() {
        return startTicks;
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits for the end of the program and of what it says. Others of its group may still be there.
     *
     * @throws HostException where its time was up and it cannot be ended
     * @throws RuntimeException what the consumer of its lines has thrown
     */
    public CommandResult waitFor() throws HostException, InterruptedException {
        ended.await();
        return result();
    }

    @Override
    public Optional<CommandResult> waitFor(Duration time) throws HostException, InterruptedException {
        return ended.await(time.toNanos(), TimeUnit.NANOSECONDS) ? Optional.of(result()) : Optional.empty();
    }

    /**
     * Ends the program and its whole group: asks first, kills after {@code grace}, returns when all are gone.
     *
     * @throws HostException where a process does not go
     */
    @Override
    public CommandResult terminate(Duration grace) throws HostException, InterruptedException {
        Processes.endGroup(pid(), startTicks, grace);
        return waitFor();
    }

    private CommandResult result() throws HostException {
        var notEnded = endless;
        if (notEnded != null) {
            throw notEnded;
        }
        var failure = output.failure();
        if (failure != null) {
            throw failure;
        }
        var took = Duration.ofNanos(endedNanos - startedNanos);
        return new CommandResult(command, new Exit(process.exitValue()), timedOut, took, output.lastLines());
    }

    private void follow() {
        try {
            var pause = 500_000L;
            // Whether it is alive is asked before reading: what it said last is then there to be read.
            while (process.isAlive() && endless == null) {
                if (output.readOnce()) {
                    pause = 500_000L;
                } else {
                    endAfterLimit();
                    LockSupport.parkNanos(pause);
                    pause = Math.min(LONGEST_PAUSE, 2 * pause);
                }
            }
            output.finish();
        } finally {
            endedNanos = System.nanoTime();
            ended.countDown();
        }
    }

    private void endAfterLimit() {
        if (timedOut || command.limit().isEmpty()) {
            return;
        }
        var limit = command.limit().get();
        if (System.nanoTime() - startedNanos > limit.toNanos()) {
            timedOut = true;
            // In another thread: a program that is asked to end may have much to say first.
            start("end of " + process.pid(), () -> {
                try {
                    Processes.endGroup(pid(), startTicks, GRACE);
                } catch (HostException e) {
                    endless = e;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private static void start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
