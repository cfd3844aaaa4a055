package dev.drydock.web.rest;

import dev.drydock.engine.RunRecord;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.upgrade.blueprint.Rehearsal;
import dev.drydock.upgrade.preflight.MeasuredStop;
import org.jspecify.annotations.Nullable;

/**
 * A conversion that was tried out on a snapshot while mail went on.
 *
 * @param state of the last one that this console has begun, as of an upgrade; null where it has begun none
 * @param atWork whether it is under way
 * @param progress null where it does not say
 * @param failure null where it did not fail
 * @param result of the last one that came to its end, by this console or an earlier one; null where none did
 * @param stopped how long mail will stand still by what that has measured, in seconds; null likewise
 */
public record RehearsalView(
        @Nullable String state,
        boolean atWork,
        @Nullable ProgressView progress,
        @Nullable FailureView failure,
        @Nullable Rehearsal result,
        ForecastView.@Nullable Range stopped) {

    /** Null where there never was one. */
    static @Nullable RehearsalView of(Upgrades upgrades, Upgrade upgrade) {
        var run = upgrades.rehearsals().run(upgrade);
        var result = Rehearsal.read(upgrade.blueprint().home()).orElse(null);
        if (run.isEmpty() && result == null) {
            return null;
        }
        return new RehearsalView(
                run.map(known -> known.read(RunRecord::state).title()).orElse(null),
                upgrades.rehearsals().isAtWork(upgrade),
                run.flatMap(known -> known.progress()).map(ProgressView::of).orElse(null),
                run.map(known -> FailureView.of(known.read(RunRecord::failure).orElse(null)))
                        .orElse(null),
                result,
                result == null ? null : ForecastView.Range.of(MeasuredStop.of(upgrade.blueprint(), result)));
    }
}
