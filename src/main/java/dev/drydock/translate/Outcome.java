package dev.drydock.translate;

import java.util.List;

/** What a rule decides about one record. */
public sealed interface Outcome {

    /**
     * The record lives on, in these records.
     *
     * @param records possibly none, for a set without members
     * @param notes what the admin should know about it
     */
    record Carried(List<TargetRecord> records, List<Note> notes) implements Outcome {}

    /** The record has no successor, for a reason. */
    record NotCarried(Reason reason, List<TargetRecord> saved) implements Outcome {}

    /** The rule needs to see more records first and settles this one in {@link Rule#finish()}. */
    record Held() implements Outcome {}

    static Outcome carried(TargetRecord... records) {
        return new Carried(List.of(records), List.of());
    }

    static Outcome carried(List<TargetRecord> records, Note... notes) {
        return new Carried(records, List.of(notes));
    }

    static Outcome notCarried(Reason reason) {
        return new NotCarried(reason, List.of());
    }

    static Outcome saved(TargetRecord.Saved file) {
        return new NotCarried(Reason.SAVED_AS_FILE, List.of(file));
    }
}
