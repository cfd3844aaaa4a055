package dev.drydock.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the journal knows of one step.
 *
 * @param started when it was last begun
 * @param ended when that came to an end
 * @param detail one phrase about the outcome; may be empty
 * @param failure why it failed, where it did
 */
public record StepRecord(
        StepState state,
        @Nullable Instant started,
        @Nullable Instant ended,
        String detail,
        @Nullable Failure failure) {

    static final StepRecord PENDING = new StepRecord(StepState.PENDING, null, null, "", null);
}
