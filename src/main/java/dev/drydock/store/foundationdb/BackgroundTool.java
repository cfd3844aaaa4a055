package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.LineConsumer;
import dev.drydock.store.foundationdb.Tools.Said;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A tool that runs in a thread of its own, while its caller looks at what becomes of it. */
final class BackgroundTool {

    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Said said;
    private volatile @Nullable Exception failure;

    private BackgroundTool(Tools tools, VendorTool tool, List<String> arguments, Duration limit, LineConsumer lines) {
        thread = new Thread(() -> run(tools, tool, arguments, limit, lines), tool.program());
        thread.setDaemon(true);
    }

    static BackgroundTool start(
            Tools tools, VendorTool tool, List<String> arguments, Duration limit, LineConsumer lines) {
        var running = new BackgroundTool(tools, tool, arguments, limit, lines);
        running.thread.start();
        return running;
    }

    private void run(Tools tools, VendorTool tool, List<String> arguments, Duration limit, LineConsumer lines) {
        try {
            said = tools.run(tool, arguments, limit, lines);
        } catch (StoreException | InterruptedException | RuntimeException e) {
            failure = e;
        } finally {
            ended.countDown();
        }
    }

    /** Waits for its end, but not longer than that; whether it has come to it. */
    boolean awaitEnd(Duration time) throws InterruptedException {
        return ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * What it has said; null where it was ended by {@link #end}.
     *
     * @throws StoreException where it could not be run
     */
    @Nullable
    Said said() throws StoreException {
        var thrown = failure;
        if (thrown instanceof StoreException e) {
            throw e;
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        return said;
    }

    /** Ends it, if it is still running, and waits for that. */
    void end() {
        var interrupted = false;
        thread.interrupt();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
