package dev.drydock.upgrade.phase;

import dev.drydock.engine.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long mail has stood still: from the stop of one server to the answer of the next. */
public final class StoppedTime {

    static final String SINCE = "mail.stopped";
    static final String UNTIL = "mail.again";

    private StoppedTime() {}

    /** The time so far, or in all once a server answers again; empty where none was stopped. */
    public static Optional<Duration> of(RunRecord record, Instant now) {
        return record.fact(SINCE)
                .map(Instant::parse)
                .map(since -> Duration.between(since, until(record).orElse(now)));
    }

    /** Whether mail stands still now. */
    public static boolean isStopped(RunRecord record) {
        return record.fact(SINCE).isPresent() && until(record).isEmpty();
    }

    private static Optional<Instant> until(RunRecord record) {
        return record.fact(UNTIL).filter(text -> !text.isEmpty()).map(Instant::parse);
    }
}
