package dev.drydock.upgrade;

import dev.drydock.engine.Phase;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.engine.StepRecord;
import dev.drydock.upgrade.phase.Cleanup;
import dev.drydock.upgrade.phase.StoppedTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds up the report of an upgrade from its record, and from what its steps have written down. */
final class Reports {

    private Reports() {}

    static UpgradeReport of(Upgrade upgrade, Instant now) {
        var index = upgrade.index();
        return upgrade.run().read(record -> of(upgrade, record, index, now));
    }

    private static UpgradeReport of(Upgrade upgrade, RunRecord record, Optional<IndexProgress> index, Instant now) {
        var blueprint = upgrade.blueprint();
        var attempt = record.attempt();
        var proofs = ReportedProofs.of(upgrade, record);
        var kept = Cleanup.kept(upgrade.yard());
        var goesOn = record.state() == RunState.RUNNING;
        return new UpgradeReport(
                blueprint.id(),
                record.state().title(),
                outcome(upgrade, record),
                blueprint.configuration().file().toString(),
                "v" + blueprint.program().version(),
                "v0.8.0",
                new UpgradeReport.Store(
                        blueprint.store().kind(),
                        blueprint.store().place(),
                        upgrade.yard()
                                .site()
                                .savedIn()
                                .orElseGet(() -> blueprint.store().oldPlace())),
                record.isGoingBack(),
                attempt.begun().orElse(null),
                goesOn ? null : attempt.reached().orElse(null),
                attempt.turned()
                        .map(turned -> new UpgradeReport.Way(
                                turned,
                                record.state() == RunState.ROLLING_BACK
                                        ? null
                                        : attempt.returned().orElse(null)))
                        .orElse(null),
                ZoneId.systemDefault().getId(),
                StoppedTime.of(record, now).map(Duration::toSeconds).orElse(null),
                upgrade.run().plan().phases().stream()
                        .map(phase -> time(phase, record))
                        .toList(),
                ReportedRecords.of(upgrade, record),
                proofs.verified(),
                proofs.failed(),
                proofs.notVerified(),
                kept,
                index.orElse(null),
                ReportedWaysBack.sentence(upgrade, record),
                ReportedWaysBack.of(upgrade, record));
    }

    private static String outcome(Upgrade upgrade, RunRecord record) {
        var failure = record.failure().map(it -> ": " + it.problem()).orElse("");
        return switch (record.state()) {
                    case SUCCEEDED ->
                        upgrade.blueprint().node() == null
                                ? "The upgrade is done: v0.8.0 serves the mail of v0.7.3"
                                : "The upgrade of this node is done: v0.8.0 serves here, too";
                    case ROLLED_BACK ->
                        "Everything was taken back; v0.7.3 is as it was"
                                + (failure.isEmpty() ? "" : ". It went back because" + failure);
                    case FAILED -> "The upgrade has stopped at a failure" + failure;
                    case PLANNED -> "The upgrade is planned; nothing was changed";
                    case WAITING, CANCELLED -> "The upgrade stands still, until somebody goes on or back";
                    case INTERRUPTED -> "The upgrade was interrupted; it can go on or back";
                    case RUNNING -> "The upgrade is under way";
                    case ROLLING_BACK -> "The upgrade is on its way back";
                }
                + (record.state() == RunState.SUCCEEDED
                                && upgrade.blueprint().node() == null
                                && upgrade.blueprint().request().carriesExtras()
                        ? ", with what the official import leaves behind"
                        : "");
    }

    private static UpgradeReport.PhaseTime time(Phase phase, RunRecord record) {
        return new UpgradeReport.PhaseTime(
                phase.name(),
                phase.title(),
                record.phase(phase).title(),
                seconds(phase, record.attempt()::there),
                seconds(phase, record.attempt()::back));
    }

    private static @Nullable Double seconds(Phase phase, Function<String, StepRecord> records) {
        var millis = phase.steps().stream()
                .map(step -> records.apply(step.name()))
                .filter(step -> step.started() != null && step.ended() != null)
                .mapToLong(
                        step -> Duration.between(step.started(), step.ended()).toMillis())
                .summaryStatistics();
        return millis.getCount() == 0 ? null : Math.round(millis.getSum() / 100.0) / 10.0;
    }
}
