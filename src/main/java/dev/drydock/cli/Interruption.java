package dev.drydock.cli;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import java.util.concurrent.CountDownLatch;

/**
 * Lets a command that is told to end (Ctrl-C, SIGTERM) end by itself: it stops at its next record, closes what it has
 * open, removes what it has begun, and only then the process ends. Closing stores from another thread while they are
 * being written would crash the native libraries.
 */
final class Interruption implements AutoCloseable {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean asked;

    /** Thrown in the command's own thread. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Interruption(Runnable notice) {
        hook = new Thread(
                () -> {
                    asked = true;
                    notice.run();
                    try {
                        ended.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "drydock-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Ends the work if that is wanted. */
    void check() {
        if (asked) {
            throw new Interrupted();
        }
    }

    boolean wasAsked() {
        return asked;
    }

    /** The same progress, which ends the work when that is wanted. */
    Progress watching(Progress progress) {
        return (activity, done, total, unit) -> {
            check();
            progress.at(activity, done, total, unit);
        };
    }

    /** The same sink, which ends the work when that is wanted. */
    RecordSink watching(RecordSink sink) {
        return new RecordSink() {
            @Override
            public String name() {
                return sink.name();
            }

            @Override
            public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
                check();
                sink.put(letter, key, value);
            }

            @Override
            public void add(Letter letter, byte[] key, long value) throws StoreException {
                check();
                sink.add(letter, key, value);
            }

            @Override
            public void commit() throws StoreException {
                check();
                sink.commit();
            }

            @Override
            public void close() throws StoreException {
                sink.close();
            }
        };
    }

    /** The work has ended, in whatever way: nothing is open any more. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already; the hook has just been let go.
            return;
        }
    }
}
