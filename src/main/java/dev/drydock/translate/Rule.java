package dev.drydock.translate;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.v073.Family;
import java.util.List;
import java.util.Set;

/** Decides what becomes of the records of some families. A rule may keep state, so each run needs its own. */
public interface Rule {

    /** A few words for people, such as {@code "properties"}; unique within a profile. */
    String name();

    Set<Family> families();

    /**
     * Decides about one record of {@link #families()}.
     *
     * @throws MalformedDataException where the key does not fit its family
     */
    Outcome apply(SourceRecord record) throws MalformedDataException;

    /** Settles the records for which {@link #apply} returned {@link Outcome.Held}, after the last one. */
    default List<Settled> finish() throws MalformedDataException {
        return List.of();
    }

    /** A record that was held, and what became of it. */
    record Settled(SourceRecord record, Outcome outcome) {}

    /** The decision of a rule without state. */
    @FunctionalInterface
    interface Decision<R extends SourceRecord> {
        Outcome apply(R record) throws MalformedDataException;
    }

    /** A rule for records of one type. */
    static <R extends SourceRecord> Rule of(String name, Class<R> type, Decision<R> decision, Family... families) {
        return new SimpleRule<>(name, Set.of(families), type, decision);
    }

    /** A rule by which no record of these families is carried. */
    static Rule drop(String name, Reason reason, Family... families) {
        return of(name, SourceRecord.class, record -> Outcome.notCarried(reason), families);
    }
}
