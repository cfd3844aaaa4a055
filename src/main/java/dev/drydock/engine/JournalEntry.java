package dev.drydock.engine;

import java.time.Instant;
import java.util.Map;

/**
 * One line of the truth about a run, never changed once written.
 *
 * @param sequence counts over all runs of a home, rising
 * @param phase empty for what concerns the run as a whole; likewise {@code step}
 * @param data what belongs to this kind, see {@link Kind}
 */
public record JournalEntry(
        long sequence, Instant at, String run, Kind kind, String phase, String step, Map<String, String> data) {

    /** What an entry says. */
    public enum Kind {
        /** A run exists: {@code plan}, {@code fingerprint}. */
        PLANNED,
        /** The run is in another state: {@code state}, and {@code failure…} or {@code waiting…} where it has them. */
        STATE,
        /** The step is about to be performed. */
        INTENT,
        /** The step has ended: {@code state}, {@code detail}, {@code failure…}. */
        RESULT,
        /** The step is about to be undone. */
        UNDO_INTENT,
        /** The undoing has ended: {@code state}, {@code failure…}. */
        UNDO_RESULT,
        /** A fact for later: {@code key}, {@code value}. */
        FACT,
        /** A process was started: {@code pid}, {@code start}, {@code what}. */
        CHILD_STARTED,
        /** The process has ended: {@code pid}, {@code start}. */
        CHILD_ENDED
    }

    public JournalEntry {
        data = Map.copyOf(data);
    }
}
