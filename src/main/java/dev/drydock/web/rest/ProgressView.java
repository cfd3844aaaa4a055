package dev.drydock.web.rest;

import dev.drydock.engine.LiveProgress;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How far the step at work has come.
 *
 * @param total null where nobody knows the end
 * @param unit what is counted, in the plural
 * @param perSecond 0 as long as that says nothing
 * @param secondsLeft null where nobody can say
 * @param percent 0 to 100; null where nobody knows the end
 */
public record ProgressView(
        String step,
        String activity,
        long done,
        @Nullable Long total,
        String unit,
        double perSecond,
        @Nullable Long secondsLeft,
        @Nullable Long percent) {

    static ProgressView of(LiveProgress.Reading reading) {
        return new ProgressView(
                reading.step(),
                reading.activity(),
                reading.done(),
                nullable(reading.total()),
                reading.unit(),
                Math.round(reading.perSecond() * 10) / 10.0,
                nullable(reading.secondsLeft()),
                nullable(reading.percent()));
    }

    private static @Nullable Long nullable(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
