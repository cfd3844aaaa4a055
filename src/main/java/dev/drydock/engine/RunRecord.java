package dev.drydock.engine;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run's journal adds up to. It is never stored itself: reading the entries again gives the same. */
public final class RunRecord {

    private RunState state = RunState.PLANNED;
    private boolean goingBack;
    private @Nullable Failure failure;
    private @Nullable Waiting waiting;
    private @Nullable Instant since;
    private final Map<String, StepRecord> steps = new LinkedHashMap<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Set<ChildProcess> children = new LinkedHashSet<>();
    private final AttemptRecord attempt = new AttemptRecord();

    /**
     * What a run waits for.
     *
     * @param what stable, for scripts
     * @param text one sentence for people
     * @param command that somebody may have to run, one line of a shell; null where there is none
     */
    public record Waiting(
            String what, String text, @Nullable String command) {}

    static RunRecord of(List<JournalEntry> entries) {
        var record = new RunRecord();
        entries.forEach(record::apply);
        return record;
    }

    void apply(JournalEntry entry) {
        attempt.apply(entry);
        var data = entry.data();
        switch (entry.kind()) {
            case PLANNED -> since = entry.at();
            case STATE -> state(entry);
            case INTENT -> steps.put(entry.step(), StepRecord.begun(entry.at(), ""));
            case UNDO_INTENT -> steps.put(entry.step(), StepRecord.begun(entry.at(), "going back"));
            case RESULT, UNDO_RESULT -> steps.merge(entry.step(), StepRecord.ended(entry), StepRecord::endedBy);
            case FACT -> facts.put(data.getOrDefault("key", ""), data.getOrDefault("value", ""));
            case CHILD_STARTED -> children.add(Entries.child(data));
            case CHILD_ENDED -> children.removeIf(child -> isSame(child, Entries.child(data)));
        }
    }

    private void state(JournalEntry entry) {
        var before = state;
        state = RunState.of(entry.data().getOrDefault("state", ""));
        if (state == RunState.RUNNING && (before == RunState.PLANNED || before == RunState.ROLLED_BACK)) {
            attempt.begin();
        }
        since = entry.at();
        // Why it went back is still to be read when it is back.
        failure = Entries.failure(entry.data())
                .orElse(state == RunState.ROLLING_BACK || state == RunState.ROLLED_BACK ? failure : null);
        waiting = entry.data().containsKey("waiting")
                ? new Waiting(
                        entry.data().getOrDefault("waiting", ""),
                        entry.data().getOrDefault("text", ""),
                        entry.data().get("command"))
                : null;
        if (state.isActive()) {
            goingBack = state == RunState.ROLLING_BACK;
        } else if (state == RunState.INTERRUPTED) {
            steps.replaceAll((name, step) -> step.interrupted(entry.at()));
            attempt.interrupt(entry.at());
        }
    }

    private static boolean isSame(ChildProcess one, ChildProcess other) {
        return one.pid() == other.pid() && one.startTicks() == other.startTicks();
    }

    public RunState state() {
        return state;
    }

    /** Whether the run was last on its way back, not forward. */
    public boolean isGoingBack() {
        return goingBack;
    }

    /** Why the run failed or, where it went back by itself, why it did. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    public Optional<Waiting> waiting() {
        return Optional.ofNullable(waiting);
    }

    /** When the run came into its state. */
    public Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    public StepRecord step(String name) {
        return steps.getOrDefault(name, StepRecord.PENDING);
    }

    /** What the latest attempt has made of the steps, there and back. */
    public AttemptRecord attempt() {
        return attempt;
    }

    public Optional<String> fact(String key) {
        return Optional.ofNullable(facts.get(key));
    }

    /** Processes that were started and of which no end was written down. */
    public Set<ChildProcess> children() {
        return Set.copyOf(children);
    }

    /** The state of a phase, from the states of its steps. */
    public StepState phase(Phase phase) {
        var states =
                phase.steps().stream().map(step -> step(step.name()).state()).toList();
        for (var telling : List.of(StepState.RUNNING, StepState.FAILED, StepState.INTERRUPTED)) {
            if (states.contains(telling)) {
                return telling;
            }
        }
        if (states.stream().allMatch(s -> s == StepState.SUCCEEDED || s == StepState.SKIPPED)) {
            return StepState.SUCCEEDED;
        }
        if (states.stream().noneMatch(StepState::hasBegun)) {
            return states.contains(StepState.UNDONE) ? StepState.UNDONE : StepState.PENDING;
        }
        return StepState.PENDING;
    }
}
