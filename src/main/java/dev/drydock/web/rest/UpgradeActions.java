package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.upgrade.InvalidBackupException;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What REST and pages do with upgrades. A second press of the same button is answered with what is, not refused. */
@Component
public final class UpgradeActions {

    private final Upgrades upgrades;
    private final Clock clock;

    UpgradeActions(Upgrades upgrades, Clock clock) {
        this.upgrades = upgrades;
        this.clock = clock;
    }

    /**
     * What has become of a request.
     *
     * @param isNew false where what was asked for is under way already
     */
    public record Answer(UpgradeView view, boolean isNew) {}

    @FunctionalInterface
    private interface Action {
        void on(Upgrade upgrade) throws RefusedException, InterruptedException;
    }

    /** The upgrade of this id as it is now. */
    public UpgradeView view(String id) throws RefusedException {
        return view(upgrades.get(id), true);
    }

    UpgradeView view(Upgrade upgrade, boolean withFindings) {
        return UpgradeView.of(
                upgrade,
                UpgradeView.Situation.of(upgrades, upgrade, upgrades.lastLine(upgrade.id()), clock.instant()),
                withFindings);
    }

    /** All of them, the newest first, without their findings. */
    public List<UpgradeView> all() {
        var all = new ArrayList<UpgradeView>();
        upgrades.all().forEach(upgrade -> all.add(view(upgrade, false)));
        Collections.reverse(all);
        return all;
    }

    /** Plans an upgrade, or finds the one that is under way. */
    public Answer plan(UpgradeRequest request)
            throws RefusedException, ConfigurationException, InvalidFieldsException, InterruptedException {
        RequestCheck.of(request);
        Set<String> known = new HashSet<>();
        upgrades.all().forEach(upgrade -> known.add(upgrade.id()));
        try {
            var upgrade = upgrades.plan(request);
            return new Answer(view(upgrade, true), !known.contains(upgrade.id()));
        } catch (InvalidBackupException e) {
            throw InvalidFieldsException.of(e, "backup.");
        }
    }

    /**
     * Plans an upgrade anew that has not begun, by another engine.
     *
     * @param engine {@code official} or {@code direct}
     */
    public UpgradeView engine(String id, String engine)
            throws RefusedException, ConfigurationException, InvalidFieldsException, InterruptedException {
        var upgrade = upgrades.get(id);
        try {
            var request = upgrade.blueprint().request().withEngine(engine);
            return view(upgrades.replan(upgrade, request), true);
        } catch (InvalidBackupException e) {
            throw InvalidFieldsException.of(e, "backup.");
        }
    }

    /** Begins a rehearsal, or finds the one that is under way. */
    public Answer rehearse(String id) throws RefusedException {
        var upgrade = upgrades.get(id);
        if (upgrades.rehearsals().isAtWork(upgrade)) {
            return new Answer(view(upgrade, false), false);
        }
        upgrades.rehearsals().begin(upgrade);
        return new Answer(view(upgrade, false), true);
    }

    /** Stops a rehearsal. */
    public Answer stopRehearsal(String id) throws RefusedException {
        var upgrade = upgrades.get(id);
        upgrades.rehearsals().cancel(upgrade);
        return new Answer(view(upgrade, false), true);
    }

    /** Runs the checks again. */
    public UpgradeView preflight(String id) throws RefusedException, ConfigurationException, InterruptedException {
        var upgrade = upgrades.get(id);
        upgrades.preflight(upgrade);
        return view(upgrade, true);
    }

    /** Runs what is left, up to a phase; null for all. */
    public Answer run(String id, @Nullable String until) throws RefusedException, ApiException, InterruptedException {
        return begin(id, false, upgrade -> upgrades.run(upgrade, until));
    }

    /** Runs one phase. */
    public Answer phase(String id, String phase) throws RefusedException, ApiException, InterruptedException {
        return begin(id, false, upgrade -> upgrades.phase(upgrade, phase));
    }

    /** Tries again what has failed or was interrupted, in the direction it had. */
    public Answer retry(String id) throws RefusedException, ApiException, InterruptedException {
        var run = upgrades.get(id).run();
        var state = run.read(RunRecord::state);
        // Only the first step asks the checks, so nothing may begin by being tried "again".
        if (state == RunState.PLANNED || state == RunState.SUCCEEDED || state == RunState.ROLLED_BACK) {
            throw new RefusedException(
                    "nothing-to-retry", "Upgrade " + id + " is " + state.title() + ", so nothing has failed");
        }
        var back = run.read(RunRecord::isGoingBack);
        return begin(id, back, upgrade -> {
            if (back) {
                upgrades.rollback(upgrade);
            } else {
                upgrades.retry(upgrade);
            }
        });
    }

    /** Takes everything back. */
    public Answer rollback(String id) throws RefusedException, ApiException, InterruptedException {
        return begin(id, true, upgrades::rollback);
    }

    /** Asks a run to stop at the next safe place. */
    public Answer cancel(String id) throws RefusedException {
        var upgrade = upgrades.get(id);
        if (!upgrades.isAtWork(upgrade)) {
            throw new RefusedException(
                    "not-at-work", "Nothing is at work on upgrade " + id + ", so nothing can be stopped");
        }
        if (isGoingBack(upgrade)) {
            throw new RefusedException(
                    "going-back", "Upgrade " + id + " is on its way back, which is not to be stopped half-way");
        }
        upgrades.cancel(upgrade);
        return new Answer(view(upgrade, false), true);
    }

    private Answer begin(String id, boolean back, Action action)
            throws RefusedException, ApiException, InterruptedException {
        var upgrade = upgrades.get(id);
        if (isUnderWay(upgrade, back)) {
            return new Answer(view(upgrade, true), false);
        }
        try {
            action.on(upgrade);
        } catch (RefusedException e) {
            if (isUnderWay(upgrade, back)) {
                return new Answer(view(upgrade, true), false);
            }
            if (e.code().equals("preflight-failed")) {
                throw withFindings(upgrade, e);
            }
            throw e;
        }
        return new Answer(view(upgrade, true), true);
    }

    private boolean isUnderWay(Upgrade upgrade, boolean back) {
        return upgrades.isAtWork(upgrade) && isGoingBack(upgrade) == back;
    }

    private static boolean isGoingBack(Upgrade upgrade) {
        return upgrade.run().read(RunRecord::state) == RunState.ROLLING_BACK;
    }

    private static ApiException withFindings(Upgrade upgrade, RefusedException refusal) {
        var findings = upgrade.preflight()
                .map(report -> FindingView.of(report.findings()))
                .orElse(List.of());
        return new ApiException(
                        HttpStatus.CONFLICT,
                        refusal.code(),
                        String.valueOf(refusal.getMessage()),
                        "Do what the findings say, then run the checks again")
                .with("findings", findings);
    }
}
