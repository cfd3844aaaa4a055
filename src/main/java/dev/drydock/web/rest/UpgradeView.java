package dev.drydock.web.rest;

import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.release.DownloadAddress;
import dev.drydock.upgrade.IndexProgress;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.phase.ClusterSite;
import dev.drydock.upgrade.phase.StoppedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upgrade as scripts and pages see it, at one instant.
 *
 * @param state {@code planned running waiting failed interrupted succeeded cancelled rolling-back rolled-back}
 * @param since when it came into this state
 * @param atWork whether this console works on it now
 * @param waiting for what; null where it does not wait
 * @param failure why it failed or went back; null where it did not
 * @param goingBack whether it was last on its way back
 * @param progress of the step at work; null where it does not say
 * @param workedSeconds how long its steps have worked in the latest attempt, there and back
 * @param stoppedSeconds how long mail has stood still; null where it never did
 * @param index how far the full-text index of the new server is; null where that does not serve
 * @param allowed what may be done now: {@code run}, {@code phase:<name>}, {@code retry}, {@code rollback},
 *     {@code cancel}, {@code cleanup}
 * @param cleanup null where nothing was cleaned up
 * @param rehearsal null where none was ever begun
 * @param lastLine number of the last line of the log when this was looked at
 * @param checks null after a restart, until they are run again; likewise {@code forecast}, which is null too where
 *     nothing is left to be expected
 */
public record UpgradeView(
        String id,
        String state,
        @Nullable Instant since,
        boolean atWork,
        @Nullable WaitingView waiting,
        @Nullable FailureView failure,
        boolean goingBack,
        @Nullable ProgressView progress,
        double workedSeconds,
        @Nullable Long stoppedSeconds,
        boolean mailIsStopped,
        @Nullable IndexProgress index,
        WayBack safeToGoBack,
        List<String> allowed,
        @Nullable CleanupView cleanup,
        @Nullable RehearsalView rehearsal,
        @Nullable CheckView checks,
        @Nullable ForecastView forecast,
        Instant plannedAt,
        long lastLine,
        Subject subject,
        List<PhaseView> phases) {

    /** Field of the form of the backup in which a cluster's description is typed to let Drydock clear it. */
    public static final String CONFIRMATION = ClusterSite.CONFIRMATION;

    /**
     * What a run waits for.
     *
     * @param what stable, for scripts, such as {@code credentials}
     * @param text one sentence for people
     * @param command that somebody may have to run, one line of a shell; null where there is none
     */
    public record WaitingView(
            String what, String text, @Nullable String command) {

        /** What is waited for after a restart: a password of the form of the backup, which was kept in memory only. */
        private static final String BACKUP_PASSWORD = "backup-password";

        /** Whether a cluster has to be cleared, by an admin or, where its description is typed, by Drydock. */
        public boolean forClearing() {
            return what.equals(ClusterSite.WAITS_FOR_CLEARING);
        }

        /** Whether a field of the form of the backup may be given. */
        boolean asksFor(String field) {
            return forClearing() == field.equals(CONFIRMATION);
        }

        static @Nullable WaitingView of(Upgrade upgrade, RunRecord record, boolean atWork) {
            if (!atWork && record.state() != RunState.ROLLED_BACK && upgrade.isWaitingForCredentials()) {
                return new WaitingView(
                        BACKUP_PASSWORD,
                        (record.state() == RunState.SUCCEEDED ? "To go back or to clean up, give" : "Give")
                                + " the password of the database's administrator again: Drydock was started anew, and"
                                + " keeps none on disk",
                        null);
            }
            return record.waiting()
                    .map(waiting -> new WaitingView(waiting.what(), waiting.text(), waiting.command()))
                    .orElse(null);
        }
    }

    /**
     * The deleting of what was kept.
     *
     * @param state as of an upgrade
     */
    public record CleanupView(String state, @Nullable FailureView failure) {}

    /** What of an upgrade its own record does not say. */
    record Situation(
            boolean atWork,
            @Nullable CleanupView cleanup,
            @Nullable RehearsalView rehearsal,
            @Nullable IndexProgress index,
            long lastLine,
            Instant now) {

        static Situation of(Upgrades upgrades, Upgrade upgrade, long lastLine, Instant now) {
            return new Situation(
                    upgrades.isAtWork(upgrade),
                    upgrades.cleanup(upgrade)
                            .map(run -> run.read(record -> new CleanupView(
                                    record.state().title(),
                                    FailureView.of(record.failure().orElse(null)))))
                            .orElse(null),
                    RehearsalView.of(upgrades, upgrade),
                    upgrade.index().orElse(null),
                    lastLine,
                    now);
        }
    }

    /**
     * What is upgraded, and where its things lie.
     *
     * @param host name of the mail server; null where its configuration names none
     * @param deployment kind and name
     * @param store kind of the store of the mail data
     * @param storePath where the configuration says that it lies
     * @param oldStore where it lies once it was set aside; null on a further node of a cluster, which moves no data
     * @param exportDirectory null on such a node
     * @param release file of the new program; null where none was given
     * @param home directory of this upgrade, with {@code RESCUE.txt}
     * @param firstNode where the report of the first node of a cluster is waited for; null where this upgrade moves the
     *     store itself
     * @param engine {@code official} or {@code direct}
     * @param engines those that could be chosen for it
     */
    public record Subject(
            Path config,
            @Nullable String host,
            String deployment,
            Path program,
            String version,
            String store,
            String storePath,
            @Nullable String oldStore,
            @Nullable Path exportDirectory,
            @Nullable String release,
            String runAs,
            Path home,
            @Nullable Path firstNode,
            String engine,
            List<String> engines) {

        /** Where it comes from: an address, or a path. */
        private static @Nullable String release(Blueprint.Release release) {
            if (release.fetched() != null) {
                return DownloadAddress.open(release.fetched().address());
            }
            return release.file() == null ? null : release.file().toString();
        }

        static Subject of(Blueprint blueprint) {
            var deployment = blueprint.request().installation().deployment();
            return new Subject(
                    blueprint.configuration().file(),
                    blueprint.configuration().host(),
                    deployment == null ? "" : deployment.describe(),
                    blueprint.program().path(),
                    blueprint.program().version(),
                    blueprint.store().kind(),
                    blueprint.store().place(),
                    blueprint.node() == null ? blueprint.store().oldPlace() : null,
                    blueprint.exportHere().orElse(null),
                    release(blueprint.release()),
                    blueprint.runAs().user(),
                    blueprint.home(),
                    blueprint.node() == null ? null : blueprint.node().report(),
                    blueprint.request().isDirect() ? UpgradeRequest.DIRECT : UpgradeRequest.OFFICIAL,
                    blueprint.request().canBeDirect(blueprint.store())
                            ? List.of(UpgradeRequest.OFFICIAL, UpgradeRequest.DIRECT)
                            : List.of(UpgradeRequest.OFFICIAL));
        }
    }

    /** Whether something of the form of the backup has to be given before it goes on, or may be. */
    public boolean waitsForFieldOfBackup() {
        return waiting != null && (waiting.what().equals(WaitingView.BACKUP_PASSWORD) || waiting.forClearing());
    }

    /** Fields of the form of the backup that it waits for, or that may be given instead of what it waits for. */
    public List<BackupForm.Field> askedFor(BackupForm form) {
        return waiting == null
                ? List.of()
                : form.fields().stream()
                        .filter(field -> field.kind().equals("password") && waiting.asksFor(field.name()))
                        .toList();
    }

    static UpgradeView of(Upgrade upgrade, Situation situation, boolean withFindings) {
        return upgrade.run().read(record -> of(upgrade, record, situation, withFindings));
    }

    private static UpgradeView of(Upgrade upgrade, RunRecord record, Situation situation, boolean findings) {
        var run = upgrade.run();
        return new UpgradeView(
                run.id(),
                record.state().title(),
                record.since().orElse(null),
                situation.atWork(),
                WaitingView.of(upgrade, record, situation.atWork()),
                FailureView.of(record.failure().orElse(null)),
                record.isGoingBack(),
                run.progress().map(ProgressView::of).orElse(null),
                record.attempt().worked(situation.now()).toMillis() / 1000.0,
                StoppedTime.of(record, situation.now()).map(Duration::toSeconds).orElse(null),
                StoppedTime.isStopped(record),
                situation.index(),
                WayBack.of(upgrade, record, situation.cleanup() != null),
                AllowedActions.of(upgrade, record, situation.atWork(), situation.cleanup() != null),
                situation.cleanup(),
                situation.rehearsal(),
                upgrade.preflight()
                        .map(report -> CheckView.of(report, findings))
                        .orElse(null),
                upgrade.preflight()
                        .map(report -> ForecastView.of(report.forecast()))
                        .orElse(null),
                upgrade.blueprint().plannedAt(),
                situation.lastLine(),
                Subject.of(upgrade.blueprint()),
                run.plan().phases().stream()
                        .map(phase -> PhaseView.of(phase, record, situation.now()))
                        .toList());
    }
}
