package dev.drydock.upgrade.preflight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the upgrade is expected to take, as ranges: {@code least} where everything goes as it was measured, {@code likely}
 * on a slow or busy machine. What nobody can know is null.
 *
 * @param stopped how long mail stands still, from the stop to the answer of the new server; null where a phase of it is
 *     not known
 * @param space by file system
 * @param basis one sentence: what the figures come from
 * @param otherStopped how long it would by the engine that was not chosen; null where there is no other, or it is not known
 */
public record Forecast(
        List<PhaseTime> phases,
        @Nullable Seconds stopped,
        List<Room> space,
        String basis,
        @Nullable Seconds otherStopped) {

    /** A time in seconds. */
    public record Seconds(double least, double likely) {

        static final Seconds NONE = new Seconds(0, 0);

        Seconds plus(Seconds other) {
            return new Seconds(least + other.least, likely + other.likely);
        }
    }

    /**
     * The time of a phase.
     *
     * @param seconds null where they are not known
     * @param stopped the part of them in which mail stands still; null where that is not known
     */
    public record PhaseTime(
            String phase,
            @Nullable Seconds seconds,
            @Nullable Seconds stopped) {}

    /**
     * Room on one file system, in bytes.
     *
     * @param place name and type of the file system
     * @param what takes it, for people
     * @param likely null where not all of the store could be counted
     * @param free what may be written there now
     */
    public record Room(
            String place, String what, long least, @Nullable Long likely, long free) {}
}
