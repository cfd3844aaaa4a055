package dev.drydock.web.rest;

import dev.drydock.engine.Phase;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.StepRecord;
import dev.drydock.engine.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One phase with its steps.
 *
 * @param changes what it changes on the machine, in a sentence
 * @param state as of a step
 * @param seconds from the beginning of its first step to the end of its last, or to now
 */
public record PhaseView(
        String name,
        String title,
        String changes,
        String state,
        @Nullable Instant startedAt,
        @Nullable Double seconds,
        List<StepView> steps) {

    static PhaseView of(Phase phase, RunRecord record, Instant now) {
        var records =
                phase.steps().stream().map(step -> record.step(step.name())).toList();
        var started = records.stream()
                .map(StepRecord::started)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        var isRunning = records.stream().anyMatch(step -> step.state() == StepState.RUNNING);
        var ended = isRunning
                ? null
                : records.stream()
                        .map(StepRecord::ended)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(started);
        return new PhaseView(
                phase.name(),
                phase.title(),
                phase.changes(),
                record.phase(phase).title(),
                started,
                StepView.seconds(started, ended, now),
                phase.steps().stream()
                        .map(step -> StepView.of(step, record.step(step.name()), now))
                        .toList());
    }
}
