package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.LineConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A backup or restore: a tool submits it to the cluster, agents do the work, and who waits for it looks at it from time to
 * time.
 *
 * @param cluster that it is done in
 * @param what it is, as an order for messages
 * @param question asks for its status
 * @param <S> what is said of it
 */
record Undertaking<S extends Undertaking.Status>(Cluster cluster, String what, Question<S> question) {

    /** Looks that may fail one after another. */
    private static final int FAILURES = 5;

    /** What is said of it. */
    interface Status {

        /** Which one it is: another one with each submission; empty where there is none. */
        Optional<String> uid();

        boolean isRunning();
    }

    /** Asks for a status. */
    @FunctionalInterface
    interface Question<S> {
        S ask() throws StoreException, InterruptedException;
    }

    /**
     * Submits it and waits until it is no longer running or the time is up.
     *
     * @param vector of the tool, which submits it and waits as well
     * @return its last status; whether it is done stands there, not in how the tool has ended
     * @throws StoreException where nothing was submitted
     */
    S start(VendorTool tool, List<String> vector, Duration limit, LineConsumer lines, Consumer<S> watcher)
            throws StoreException, InterruptedException {
        var before = question.ask().uid();
        var end = System.nanoTime() + limit.toNanos();
        var running = BackgroundTool.start(cluster.tools(), tool, vector, limit, lines);
        try {
            while (!running.awaitEnd(pause(end)) && System.nanoTime() < end) {
                look(watcher);
            }
        } finally {
            running.end();
        }
        var said = running.said();
        var after = ask();
        if (after.uid().equals(before)) {
            throw said == null
                    ? new StoreException(
                            tool.program() + " has not submitted anything in " + limit.toSeconds() + " s ("
                                    + cluster.place() + ")",
                            "See with \"fdbcli --exec status\" what the cluster lacks, and try again")
                    : ToolFailure.of(tool, what, cluster.place(), said);
        }
        // The tool may give up before the agents do, and then they are waited for here.
        return await(after, end, watcher);
    }

    private void look(Consumer<S> watcher) throws InterruptedException {
        try {
            watcher.accept(question.ask());
        } catch (StoreException e) {
            // The tool itself is still at work; the next look will do.
        }
    }

    /** Waits for one that is running, under the same rules. */
    S await(Duration limit, Consumer<S> watcher) throws StoreException, InterruptedException {
        return await(question.ask(), System.nanoTime() + limit.toNanos(), watcher);
    }

    private S await(S first, long end, Consumer<S> watcher) throws StoreException, InterruptedException {
        var status = first;
        watcher.accept(status);
        while (status.isRunning() && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.sleep(pause(end).toNanos());
            status = ask();
            watcher.accept(status);
        }
        return status;
    }

    /** Asks for the status until there is an answer, but not for ever: agents go on while a cluster does not answer. */
    private S ask() throws StoreException, InterruptedException {
        for (var failures = 1; ; failures++) {
            try {
                return question.ask();
            } catch (StoreException e) {
                if (failures == FAILURES) {
                    throw e;
                }
                TimeUnit.NANOSECONDS.sleep(cluster.patience().look().toNanos());
            }
        }
    }

    private Duration pause(long end) {
        var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return left.compareTo(cluster.patience().look()) < 0
                ? left
                : cluster.patience().look();
    }
}
