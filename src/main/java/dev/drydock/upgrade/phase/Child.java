package dev.drydock.upgrade.phase;

import dev.drydock.engine.ChildProcess;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.Failure;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.Command;
import dev.drydock.host.CommandResult;
import dev.drydock.host.HostException;
import dev.drydock.host.LineConsumer;
import dev.drydock.host.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A program that works for a step: journaled, its words in the log and searched for those that mean failure, watched for
 * standing still, ended when the run is cancelled.
 */
public final class Child {

    /** How every system begins to say that a disk is full. */
    private static final String NO_SPACE = "no space left";

    /**
     * What the mail server prints where its exit status says nothing of it. Complaints about single settings are not among
     * them: servers live with those for years, and what an export or import is worth is proven by reading it.
     */
    private static final List<String> WORDS_OF_FAILURE =
            List.of("no store configured", "panicked", "permission denied", NO_SPACE, "requires root privileges");

    /** The export and import do not need the ports that they try to bind. */
    private static final List<String> HARMLESS = List.of("bind", "listen");

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MOST_LINES = 20;

    private final String what;
    private final Duration stall;
    private final List<String> telling = new ArrayList<>();

    /**
     * Prepares a child.
     *
     * @param what in a word, such as {@code export}
     * @param stall after which a child that shows no sign of life is ended
     */
    Child(String what, Duration stall) {
        this.what = what;
        this.stall = stall;
    }

    /** Runs it to its end; fails where its status or its words say so. */
    void run(Yard yard, StepContext context, Command command, String activity, LongSupplier bytes)
            throws StepFailedException, InterruptedException {
        run(
                context,
                command.toString(),
                lines -> yard.runner()
                        .start(
                                command.withVariable(
                                        ChildMark.VARIABLE,
                                        ChildMark.of(yard.blueprint().home())),
                                lines),
                activity,
                bytes);
    }

    /** The same for a task of the server. */
    void run(Yard yard, StepContext context, ServerTask task, String activity, LongSupplier bytes)
            throws StepFailedException, InterruptedException {
        var blueprint = yard.blueprint();
        run(
                context,
                String.join(" ", task.vector(blueprint))
                        + (task.account() == null ? "" : " as " + task.account().user()),
                lines -> yard.server().start(yard, task, ChildMark.of(blueprint.home()), lines),
                activity,
                bytes);
    }

    @FunctionalInterface
    private interface Start {
        RunningProgram with(LineConsumer lines) throws StepFailedException, HostException, InterruptedException;
    }

    private void run(StepContext context, String words, Start start, String activity, LongSupplier bytes)
            throws StepFailedException, InterruptedException {
        var result = result(context, words, start, activity, bytes);
        if (result.memoryRanOut()) {
            throw new StepFailedException(Failure.of(
                            what + "-out-of-memory",
                            "Memory ran out for the " + what + ", and the kernel killed a program of it; it "
                                    + result.exit().inWords() + ", which says nothing of what is missing",
                            "Give the machine more memory or swap, or raise the limit of the control group that the Engine"
                                    + " has its containers in, then try again or go back")
                    .with(last(result)));
        }
        if (!result.isSuccess()) {
            throw new StepFailedException(Failure.of(
                            what + "-failed",
                            "The " + what + " " + result.exit().inWords(),
                            nextStep())
                    .with(last(result)));
        }
        if (!telling.isEmpty()) {
            throw new StepFailedException(Failure.of(
                            what + "-failed",
                            "The " + what + " ended with status 0, but said that it failed",
                            nextStep())
                    .with(telling));
        }
    }

    private String nextStep() {
        return telling.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(NO_SPACE))
                ? "Make room on the disk that it writes to, then try again or go back"
                : "Mend what it says, then try again or go back";
    }

    private CommandResult result(StepContext context, String words, Start start, String activity, LongSupplier bytes)
            throws StepFailedException, InterruptedException {
        return Attempt.of(what + "-failed", () -> {
            context.log(EventLevel.INFO, "Running " + words);
            var spoken = new AtomicLong(System.nanoTime());
            var running = start.with((channel, line) -> {
                spoken.set(System.nanoTime());
                hear(context, channel, line);
            });
            var child = new ChildProcess(running.pid(), running.startTicks(), what);
            context.childStarted(child);
            try {
                return watch(context, running, activity, bytes, spoken);
            } finally {
                if (running.isAlive()) {
                    end(running);
                }
                context.childEnded(child);
            }
        });
    }

    private CommandResult watch(
            StepContext context, RunningProgram running, String activity, LongSupplier bytes, AtomicLong spoken)
            throws StepFailedException, InterruptedException, dev.drydock.host.HostException {
        var lastBytes = -1L;
        var lastTicks = -1L;
        var alive = System.nanoTime();
        while (true) {
            var result = running.waitFor(PAUSE);
            if (result.isPresent()) {
                return result.get();
            }
            if (context.isCancelled()) {
                throw new InterruptedException("cancelled");
            }
            var now = bytes.getAsLong();
            context.progress(activity, Math.max(0, now), OptionalLong.empty(), "bytes");
            var ticks = computed(running.pid());
            if (now != lastBytes || ticks != lastTicks) {
                alive = System.nanoTime();
            }
            lastBytes = now;
            lastTicks = ticks;
            if (System.nanoTime() - Math.max(alive, spoken.get()) > stall.toNanos()) {
                throw Attempt.failure(
                        what + "-hangs",
                        "The " + what + " has neither spoken nor written nor computed for " + stall.toSeconds()
                                + " seconds, and was ended",
                        "See what its disk and its network stores do, then try again or go back");
            }
        }
    }

    /** Ends it even where this thread was interrupted, for nothing may work on behind our back. */
    private static void end(RunningProgram running) throws dev.drydock.host.HostException, InterruptedException {
        var interrupted = Thread.interrupted();
        try {
            running.terminate(Duration.ofSeconds(10));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void hear(StepContext context, LineConsumer.Channel channel, String line) {
        var lower = line.toLowerCase(Locale.ROOT);
        var bad = WORDS_OF_FAILURE.stream().anyMatch(lower::contains)
                && HARMLESS.stream().noneMatch(lower::contains);
        synchronized (telling) {
            if (bad && telling.size() < MOST_LINES) {
                telling.add(line);
            }
        }
        context.log(
                bad ? EventLevel.ERROR : channel == LineConsumer.Channel.ERR ? EventLevel.WARN : EventLevel.INFO, line);
    }

    private static List<String> last(CommandResult result) {
        var lines = result.lastLines();
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()).stream()
                .map(CommandResult.Line::text)
                .toList();
    }

    /** Clock ticks of processor time that a process has used; -1 where that is not to be seen. */
    private static long computed(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name of the program, in brackets, may hold anything.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }
}
