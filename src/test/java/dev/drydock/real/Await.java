package dev.drydock.real;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition in another process, asking again and again. */
final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /** Returns as soon as {@code condition} holds; fails after 90 seconds, naming {@code what}. */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " did not happen within " + LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
