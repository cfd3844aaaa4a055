package dev.drydock.proof;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Keeps logins that fail below what makes the server lock this machine out: ten in a minute, and a hundred in a day, are
 * where v0.8.0 does so unless configured otherwise, and the latter it writes into its store.
 */
final class RefusedLogins {

    private static final int MOST_IN_ALL = 50;
    private static final int MOST_IN_WINDOW = 5;
    private static final Duration WINDOW = Duration.ofSeconds(61);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ArrayDeque<Long> recent = new ArrayDeque<>();
    private final BooleanSupplier cancelled;
    private int all;

    RefusedLogins(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
    }

    synchronized void refused() {
        all++;
        recent.addLast(System.nanoTime());
    }

    /** Whether so many were refused that no more may be tried. */
    synchronized boolean exhausted() {
        return all >= MOST_IN_ALL;
    }

    /** Waits until one more refused login does no harm, until it is cancelled, or until a time. */
    void await(long deadline) {
        while (isOneTooMany() && !cancelled.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private synchronized boolean isOneTooMany() {
        while (!recent.isEmpty() && System.nanoTime() - recent.getFirst() > WINDOW.toNanos()) {
            recent.removeFirst();
        }
        return recent.size() >= MOST_IN_WINDOW;
    }
}
