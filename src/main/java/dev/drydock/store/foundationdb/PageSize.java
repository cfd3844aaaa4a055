package dev.drydock.store.foundationdb;

import java.time.Duration;

/**
 * How many keys to ask for at once. The tools read the values as well, of whatever size, and a cluster ends what reads for
 * more than five seconds: so it grows while answers come fast, and shrinks where they do not.
 */
final class PageSize {

    private static final int FIRST = 256;
    private static final int MOST = 4096;
    private static final long MANY_BYTES = 4 << 20;
    private static final Duration FAST = Duration.ofMillis(700);
    private static final Duration SLOW = Duration.ofSeconds(2);

    private int keys = FIRST;

    int keys() {
        return keys;
    }

    /** @param bytes that were answered */
    void took(Duration time, long bytes) {
        if (time.compareTo(SLOW) > 0 || bytes > MANY_BYTES) {
            keys = Math.max(1, keys / 2);
        } else if (time.compareTo(FAST) < 0 && bytes < MANY_BYTES / 4) {
            keys = Math.min(MOST, keys * 2);
        }
    }

    /** After a page that was too large; false where there is no smaller one. */
    boolean shrink() {
        if (keys == 1) {
            return false;
        }
        keys = Math.max(1, keys / 4);
        return true;
    }
}
