package dev.drydock.engine;

import java.time.Duration;
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

    static StepRecord begun(Instant at, String detail) {
        return new StepRecord(StepState.RUNNING, at, null, detail, null);
    }

    /** What an entry says of the end of a step, of whose beginning it knows nothing. */
    static StepRecord ended(JournalEntry entry) {
        return new StepRecord(
                StepState.of(entry.data().getOrDefault("state", "")),
                null,
                entry.at(),
                entry.data().getOrDefault("detail", ""),
                Entries.failure(entry.data()).orElse(null));
    }

    StepRecord endedBy(StepRecord end) {
        return new StepRecord(end.state(), started, end.ended(), end.detail(), end.failure());
    }

    /** From its beginning to its end, or to now while it is at work; zero where it was not begun. */
    Duration worked(Instant now) {
        return started == null ? Duration.ZERO : Duration.between(started, ended == null ? now : ended);
    }

    /** The same, ended where it was at work when its owner died. */
    StepRecord interrupted(Instant at) {
        return state == StepState.RUNNING ? new StepRecord(StepState.INTERRUPTED, started, at, detail, null) : this;
    }
}
