package dev.drydock.engine;

import static dev.drydock.engine.JournalEntry.Kind;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One execution of a plan, forward and back. Works on the thread that calls it; {@link Engine} gives it one.
 *
 * <p>Before each step its intent is in the journal, after it its result. Which steps are done is asked of the world: a
 * step that was begun and whose owner died is performed again unless it says it is done.
 */
public final class Run {

    private final String id;
    private final Plan plan;
    private final EventLog events;
    private final RunBook book;
    private final LiveProgress progress = new LiveProgress();
    private volatile boolean cancelled;

    Run(String id, Plan plan, Journal journal, EventLog events, Failpoints failpoints) {
        this.id = id;
        this.plan = plan;
        this.events = events;
        this.book = new RunBook(id, journal, failpoints);
    }

    public String id() {
        return id;
    }

    public Plan plan() {
        return plan;
    }

    /** Asks the record; the question is answered at one instant, so its parts fit each other. */
    public <T> T read(Function<RunRecord, T> question) {
        return book.read(question);
    }

    /** How far the current step has come, where it says so. */
    public Optional<LiveProgress.Reading> progress() {
        return progress.reading();
    }

    /** Forgets that it was cancelled, before it is told to go on: whoever cancels after that is heard. */
    void uncancel() {
        cancelled = false;
    }

    /** Asks the run to stop at the next safe place. */
    public void cancel() {
        cancelled = true;
    }

    /** Performs what is not yet done of the phases up to and including {@code until}. */
    void forward(String until) throws InterruptedException {
        enter(RunState.RUNNING, Map.of());
        for (var phase : plan.phases()) {
            for (var step : phase.steps()) {
                if (!perform(phase, step)) {
                    goBackAfter(phase);
                    return;
                }
            }
            if (phase.name().equals(until)) {
                break;
            }
        }
        var next = nextPhase();
        if (next.isEmpty()) {
            enter(RunState.SUCCEEDED, Map.of());
        } else {
            enter(
                    RunState.WAITING,
                    Map.of(
                            "waiting",
                            "decision",
                            "text",
                            "Next is " + next.get().title() + ", when you say so"));
        }
    }

    private void goBackAfter(Phase phase) throws InterruptedException {
        // Whoever has cancelled in that instant wants it to stop, and is asked what next.
        if (phase.goesBack() && read(RunRecord::state) == RunState.FAILED && !cancelled) {
            events.append(id, EventLevel.WARN, phase.name(), "", phase.title() + " failed; going back by itself");
            back();
        }
    }

    /** The first phase that has not succeeded; empty when all have. */
    public Optional<Phase> nextPhase() {
        return read(record -> plan.phases().stream()
                .filter(phase -> record.phase(phase) != StepState.SUCCEEDED)
                .findFirst());
    }

    private boolean perform(Phase phase, Step step) throws InterruptedException {
        var context = new RunContext(phase, step);
        var before = read(record -> record.step(step.name())).state();
        try {
            if (before == StepState.SKIPPED && isBehind(phase)) {
                return true;
            }
            if (cancelled) {
                enter(RunState.CANCELLED, Map.of());
                return false;
            }
            var done = step.isDone(context);
            if (before == StepState.SUCCEEDED && done) {
                return true;
            }
            write(Kind.INTENT, phase, step, Map.of());
            events.append(id, EventLevel.INFO, phase.name(), step.name(), step.title());
            var result = done ? StepResult.done("found already done") : step.perform(context);
            if (result instanceof StepResult.Waiting waiting) {
                return waits(Kind.RESULT, phase, step, StepState.PENDING, waiting);
            }
            if (result instanceof StepResult.Skipped skipped) {
                write(Kind.RESULT, phase, step, ended(StepState.SKIPPED, skipped.reason()));
                return true;
            }
            step.check(context);
            var detail = ((StepResult.Done) result).detail();
            events.append(
                    id, EventLevel.INFO, phase.name(), step.name(), detail.isEmpty() ? "Done" : "Done: " + detail);
            write(Kind.RESULT, phase, step, ended(StepState.SUCCEEDED, detail));
            return true;
        } catch (StepWaitsException e) {
            // What it has begun is still to be taken back.
            return waits(Kind.RESULT, phase, step, StepState.INTERRUPTED, e.waiting());
        } catch (StepFailedException e) {
            return failed(Kind.RESULT, phase, step, e);
        } catch (InterruptedException e) {
            if (!cancelled) {
                throw e;
            }
            return cancelled(Kind.RESULT, phase, step);
        } catch (RuntimeException e) {
            fail(Kind.RESULT, phase, step, bug(step, e));
            return false;
        } finally {
            progress.clear();
        }
    }

    /** Whether a later phase was begun. Until then a step that had nothing to do may have something to do by now. */
    private boolean isBehind(Phase phase) {
        var later = plan.phases()
                .subList(plan.phases().indexOf(phase) + 1, plan.phases().size());
        return read(record -> later.stream()
                .flatMap(next -> next.steps().stream())
                .map(step -> record.step(step.name()).state())
                .anyMatch(state -> state.hasBegun() || state == StepState.SKIPPED));
    }

    private boolean waits(Kind kind, Phase phase, Step step, StepState state, StepResult.Waiting waiting) {
        write(kind, phase, step, Map.of("state", state.title()));
        var data = Map.of("waiting", waiting.what(), "text", waiting.text());
        enter(RunState.WAITING, waiting.command() == null ? data : Entries.with(data, "command", waiting.command()));
        return false;
    }

    private boolean failed(Kind kind, Phase phase, Step step, StepFailedException e) {
        if (wasStopped(e)) {
            return cancelled(kind, phase, step);
        }
        fail(kind, phase, step, e.failure());
        return false;
    }

    /**
     * Whether a step has failed because it was told to stop: an interrupt closes the file or the socket that is being read
     * or written, which looks like a failure of that.
     */
    private boolean wasStopped(Throwable failure) {
        if (!cancelled) {
            return false;
        }
        // The interrupt is answered by this, and must not reach what comes next.
        var stopped = Thread.interrupted();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            stopped |= cause instanceof ClosedByInterruptException || cause instanceof InterruptedIOException;
        }
        return stopped;
    }

    private boolean cancelled(Kind kind, Phase phase, Step step) {
        fail(kind, phase, step, Failure.of("cancelled", step.title() + " was cancelled", "Go on or go back"));
        enter(RunState.CANCELLED, Map.of());
        return false;
    }

    /** Takes back, last first, every step that has begun. */
    void back() throws InterruptedException {
        enter(RunState.ROLLING_BACK, Map.of());
        for (var p = plan.phases().size() - 1; p >= 0; p--) {
            var phase = plan.phases().get(p);
            for (var s = phase.steps().size() - 1; s >= 0; s--) {
                if (!undo(phase, phase.steps().get(s))) {
                    return;
                }
            }
        }
        enter(RunState.ROLLED_BACK, Map.of());
    }

    private boolean undo(Phase phase, Step step) throws InterruptedException {
        var state = read(record -> record.step(step.name())).state();
        // A step that was skipped the last time may have begun before that, and is to be looked at again in the next
        // run.
        if (!state.hasBegun() && state != StepState.SKIPPED) {
            return true;
        }
        if (cancelled) {
            enter(RunState.CANCELLED, Map.of());
            return false;
        }
        try {
            write(Kind.UNDO_INTENT, phase, step, Map.of());
            events.append(id, EventLevel.INFO, phase.name(), step.name(), "Taking back: " + step.title());
            step.undo(new RunContext(phase, step));
            write(Kind.UNDO_RESULT, phase, step, ended(StepState.UNDONE, ""));
            return true;
        } catch (StepWaitsException e) {
            return waits(Kind.UNDO_RESULT, phase, step, StepState.INTERRUPTED, e.waiting());
        } catch (StepFailedException e) {
            return failed(Kind.UNDO_RESULT, phase, step, e);
        } catch (InterruptedException e) {
            if (!cancelled) {
                throw e;
            }
            return cancelled(Kind.UNDO_RESULT, phase, step);
        } catch (RuntimeException e) {
            fail(Kind.UNDO_RESULT, phase, step, bug(step, e));
            return false;
        } finally {
            progress.clear();
        }
    }

    /** Says of a run whose owner died that it was interrupted; what it was doing, only the world can tell. */
    void interrupted() {
        enter(RunState.INTERRUPTED, Map.of());
    }

    void childEnded(ChildProcess child) {
        book.write(Kind.CHILD_ENDED, "", "", Entries.of(child));
    }

    private void fail(Kind kind, Phase phase, Step step, Failure failure) {
        events.append(id, EventLevel.ERROR, phase.name(), step.name(), failure.problem() + ". " + failure.nextStep());
        var data = Entries.of(failure);
        write(kind, phase, step, Entries.with(data, "state", StepState.FAILED.title()));
        if (!failure.code().equals("cancelled")) {
            enter(RunState.FAILED, data);
        }
    }

    private static Failure bug(Step step, RuntimeException e) {
        var frames = List.of(e.getStackTrace()).stream()
                .limit(12)
                .map(StackTraceElement::toString)
                .toList();
        return new Failure(
                "bug",
                step.title() + " ended in an error of Drydock itself",
                e.toString(),
                "Nothing of the old store was deleted. Go back, and report this with the archive for help",
                false,
                frames);
    }

    private static Map<String, String> ended(StepState state, String detail) {
        return Map.of("state", state.title(), "detail", detail);
    }

    private void write(Kind kind, Phase phase, Step step, Map<String, String> data) {
        book.write(kind, phase.name(), step.name(), data);
    }

    private void enter(RunState state, Map<String, String> data) {
        var current = read(RunRecord::state);
        if (current != state && !current.mayBecome(state)) {
            throw new IllegalStateException("a run that is " + current.title() + " cannot become " + state.title());
        }
        book.write(Kind.STATE, "", "", Entries.with(data, "state", state.title()));
        events.append(id, EventLevel.INFO, "", "", "The run is " + state.title());
    }

    private final class RunContext implements StepContext {
        private final Phase phase;
        private final Step step;

        RunContext(Phase phase, Step step) {
            this.phase = phase;
            this.step = step;
        }

        @Override
        public void log(EventLevel level, String text) {
            events.append(id, level, phase.name(), step.name(), text);
        }

        @Override
        public void progress(String activity, long done, java.util.OptionalLong total, String unit) {
            progress.at(step.name(), activity, done, total, unit);
        }

        @Override
        public void remember(String key, String value) {
            if (!recall(key).orElse("").equals(value)) {
                write(Kind.FACT, phase, step, Map.of("key", key, "value", value));
            }
        }

        @Override
        public Optional<String> recall(String key) {
            return read(record -> record.fact(key)).filter(value -> !value.isEmpty());
        }

        @Override
        public void childStarted(ChildProcess child) {
            write(Kind.CHILD_STARTED, phase, step, Entries.of(child));
        }

        @Override
        public void childEnded(ChildProcess child) {
            write(Kind.CHILD_ENDED, phase, step, Entries.of(child));
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
