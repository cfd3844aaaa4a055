package dev.drydock.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the latest attempt has made of the steps, on the way there and on the way back. An attempt begins when a run does
 * that was only planned, or that was taken back before; going back does not write over what was done before it.
 */
public final class AttemptRecord {

    private final Map<String, StepRecord> there = new LinkedHashMap<>();
    private final Map<String, StepRecord> back = new LinkedHashMap<>();
    private @Nullable Instant begun;

    void begin() {
        there.clear();
        back.clear();
        begun = null;
    }

    void apply(JournalEntry entry) {
        switch (entry.kind()) {
            case INTENT -> {
                begun = begun == null ? entry.at() : begun;
                there.put(entry.step(), StepRecord.begun(entry.at(), ""));
            }
            case RESULT -> there.merge(entry.step(), StepRecord.ended(entry), StepRecord::endedBy);
            case UNDO_INTENT -> back.put(entry.step(), StepRecord.begun(entry.at(), ""));
            case UNDO_RESULT -> back.merge(entry.step(), StepRecord.ended(entry), StepRecord::endedBy);
            default -> {}
        }
    }

    void interrupt(Instant at) {
        there.replaceAll((name, step) -> step.interrupted(at));
        back.replaceAll((name, step) -> step.interrupted(at));
    }

    /** What became of a step when it was last performed; pending where it was not. */
    public StepRecord there(String step) {
        return there.getOrDefault(step, StepRecord.PENDING);
    }

    /** What became of a step when it was last taken back; pending where it was not. */
    public StepRecord back(String step) {
        return back.getOrDefault(step, StepRecord.PENDING);
    }

    /** When the first step was begun; empty where none was. */
    public Optional<Instant> begun() {
        return Optional.ofNullable(begun);
    }

    /** When the last step of the way there came to its end; empty where none did. */
    public Optional<Instant> reached() {
        return ends(there).max(Instant::compareTo);
    }

    /** When the first step was begun to be taken back; empty where none was. */
    public Optional<Instant> turned() {
        return back.values().stream()
                .map(StepRecord::started)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    /** When the last step of the way back came to its end; empty where none did. */
    public Optional<Instant> returned() {
        return ends(back).max(Instant::compareTo);
    }

    /** How long its steps have worked, there and back, each when it was last at work; zero where none was begun. */
    public Duration worked(Instant now) {
        return Stream.concat(there.values().stream(), back.values().stream())
                .map(step -> step.worked(now))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Stream<Instant> ends(Map<String, StepRecord> steps) {
        return steps.values().stream().map(StepRecord::ended).filter(Objects::nonNull);
    }
}
