package dev.drydock.engine;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How far the step at work has come, with the rate and the time left that follow from it. Held in memory only. */
public final class LiveProgress {

    private static final double NANOS = 1e9;

    private volatile @Nullable Reading reading;
    private String step = "";
    private String unit = "";
    private long startedAt;
    private long startedWith;

    /**
     * One look at the progress.
     *
     * @param total empty where it is not known, or has turned out too small
     * @param perSecond units per second since the step began to count; 0 as long as that says nothing
     */
    public record Reading(String step, String activity, long done, OptionalLong total, String unit, double perSecond) {

        /** Seconds left at this rate; empty where nobody can say. */
        public OptionalLong secondsLeft() {
            return total.isPresent() && perSecond > 0
                    ? OptionalLong.of(Math.round((total.getAsLong() - done) / perSecond))
                    : OptionalLong.empty();
        }

        /** From 0 to 100, never above; empty where the end is not known. */
        public OptionalLong percent() {
            return total.isPresent() && total.getAsLong() > 0
                    ? OptionalLong.of(Math.min(100, 100 * done / total.getAsLong()))
                    : OptionalLong.empty();
        }
    }

    synchronized void at(String nowStep, String activity, long done, OptionalLong total, String nowUnit) {
        if (!step.equals(nowStep) || !unit.equals(nowUnit) || done < startedWith) {
            step = nowStep;
            unit = nowUnit;
            startedAt = System.nanoTime();
            startedWith = done;
        }
        var seconds = (System.nanoTime() - startedAt) / NANOS;
        var rate = seconds < 1 ? 0 : (done - startedWith) / seconds;
        var known = total.isPresent() && total.getAsLong() >= done ? total : OptionalLong.empty();
        reading = new Reading(nowStep, activity, done, known, nowUnit, rate);
    }

    synchronized void clear() {
        reading = null;
        step = "";
    }

    Optional<Reading> reading() {
        return Optional.ofNullable(reading);
    }
}
