package dev.drydock.web.rest;

import dev.drydock.upgrade.preflight.Forecast;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the upgrade is expected to take: {@code least} where all goes as it was measured, {@code likely} on a slow or busy
 * machine.
 *
 * @param basis one sentence: what the figures come from
 * @param stopped how long mail stands still, in seconds; null where nobody knows
 * @param space by file system
 * @param otherStopped how long it would by the engine that was not chosen; null where there is no other, or nobody knows
 */
public record ForecastView(
        String basis,
        @Nullable Range stopped,
        List<PhaseTime> phases,
        List<Room> space,
        @Nullable Range otherStopped) {

    /** Whole seconds. */
    public record Range(long least, long likely) {
        static @Nullable Range of(Forecast.@Nullable Seconds seconds) {
            return seconds == null
                    ? null
                    : new Range((long) Math.floor(seconds.least()), (long) Math.ceil(seconds.likely()));
        }
    }

    /**
     * The time of a phase, in whole seconds.
     *
     * @param mailIsStopped whether mail stands still in it; in {@code start} until the doors open
     * @param least null where nobody knows; likewise {@code likely}
     */
    public record PhaseTime(
            String phase,
            boolean mailIsStopped,
            @Nullable Long least,
            @Nullable Long likely) {
        static PhaseTime of(Forecast.PhaseTime time) {
            var range = Range.of(time.seconds());
            return new PhaseTime(
                    time.phase(),
                    time.stopped() == null || time.stopped().likely() > 0,
                    range == null ? null : range.least(),
                    range == null ? null : range.likely());
        }
    }

    /**
     * Room on one file system, in bytes.
     *
     * @param place name and type of the file system
     * @param what takes it
     * @param likely null where not all of the store could be counted
     * @param free what may be written there now
     */
    public record Room(
            String place, String what, long least, @Nullable Long likely, long free) {}

    static @Nullable ForecastView of(@Nullable Forecast forecast) {
        return forecast == null
                ? null
                : new ForecastView(
                        forecast.basis(),
                        Range.of(forecast.stopped()),
                        forecast.phases().stream().map(PhaseTime::of).toList(),
                        forecast.space().stream()
                                .map(room ->
                                        new Room(room.place(), room.what(), room.least(), room.likely(), room.free()))
                                .toList(),
                        Range.of(forecast.otherStopped()));
    }
}
