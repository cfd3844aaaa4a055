package dev.drydock.web.rest;

import dev.drydock.engine.Step;
import dev.drydock.engine.StepRecord;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a phase.
 *
 * @param state {@code pending running succeeded failed skipped interrupted undone}
 * @param detail one phrase about the outcome; empty where there is none
 * @param startedAt null where it has not begun
 * @param seconds it has taken, or takes so far; null where it has not begun
 */
public record StepView(
        String name,
        String title,
        String state,
        String detail,
        @Nullable Instant startedAt,
        @Nullable Double seconds,
        @Nullable FailureView failure) {

    static StepView of(Step step, StepRecord record, Instant now) {
        return new StepView(
                step.name(),
                step.title(),
                record.state().title(),
                record.detail(),
                record.started(),
                seconds(record.started(), record.ended(), now),
                FailureView.of(record.failure()));
    }

    /** To the millisecond for what is over, to the second for what still goes on. */
    static @Nullable Double seconds(@Nullable Instant started, @Nullable Instant ended, Instant now) {
        if (started == null) {
            return null;
        }
        return ended == null
                ? (double) Math.max(0, Duration.between(started, now).toSeconds())
                : Duration.between(started, ended).toMillis() / 1000.0;
    }
}
