package dev.drydock.upgrade;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.PlacedStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches how v0.8.0, once its doors are open, takes the text of all mail into its full-text index, which the import has
 * left undone. It looks only when somebody asks, and however many ask, one look in a while serves them all: the longer a
 * look takes, the rarer it is.
 */
final class IndexWatch {

    private static final Duration LEAST_AGE = Duration.ofSeconds(2);
    private static final Duration LEAST_SPAN = Duration.ofSeconds(1);
    private static final int COST = 10;
    /** At most so many looks back: a rate of today says more than that of yesterday. */
    private static final int MOST_SAMPLES = 30;

    private final PlacedStore store;
    private final Clock clock;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private Optional<Instant> opened = Optional.empty();
    private Duration age = LEAST_AGE;
    private @Nullable IndexProgress latest;

    private record Sample(Instant at, long left) {}

    IndexWatch(PlacedStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * How far it is; empty where the doors are not open.
     *
     * @param since when the doors were opened; empty where they are not
     */
    synchronized Optional<IndexProgress> read(Optional<Instant> since) {
        if (!since.equals(opened)) {
            opened = since;
            samples.clear();
            latest = null;
        }
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        if (latest == null || (!latest.isDone() && !now.isBefore(latest.at().plus(age)))) {
            latest = look(now);
        }
        return Optional.of(latest);
    }

    private IndexProgress look(Instant now) {
        var begun = System.nanoTime();
        try {
            var left = store.indexRowsLeft();
            samples.addLast(new Sample(now, left));
            if (samples.size() > MOST_SAMPLES) {
                samples.removeFirst();
            }
            return progress(now, left);
        } catch (StoreException e) {
            return new IndexProgress(null, null, null, now, e.problem());
        } finally {
            var cost = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(COST);
            age = cost.compareTo(LEAST_AGE) > 0 ? cost : LEAST_AGE;
        }
    }

    private IndexProgress progress(Instant now, long left) {
        var first = samples.getFirst();
        var span = Duration.between(first.at(), now);
        // What comes in while it works counts too, so there may be more than before.
        if (left == 0 || span.compareTo(LEAST_SPAN) < 0 || first.left() <= left) {
            return new IndexProgress(left, null, left == 0 ? 0L : null, now, null);
        }
        var perSecond = (first.left() - left) * 1000.0 / span.toMillis();
        return new IndexProgress(left, Math.round(perSecond * 10) / 10.0, Math.round(left / perSecond), now, null);
    }
}
