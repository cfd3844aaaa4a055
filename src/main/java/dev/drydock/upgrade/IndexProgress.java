package dev.drydock.upgrade;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far v0.8.0 has come with its full-text index. Until it is done, searches find only a part of the mail.
 *
 * @param left messages that are still to be taken in; null where it could not be seen
 * @param perSecond how many it took in lately; null where too little was seen
 * @param secondsLeft at that rate; null where it is not known
 * @param at when it was looked at
 * @param problem why it could not be seen; null where it could
 */
public record IndexProgress(
        @Nullable Long left,
        @Nullable Double perSecond,
        @Nullable Long secondsLeft,
        Instant at,
        @Nullable String problem) {

    /** Whether nothing was left to be taken in. */
    public boolean isDone() {
        return left != null && left == 0;
    }
}
