package dev.drydock.upgrade;

import dev.drydock.engine.Engine;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.RunState;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.HostException;
import dev.drydock.host.Sha256;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.journal.SqliteJournal;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.BlueprintFile;
import dev.drydock.upgrade.phase.Cleanup;
import dev.drydock.upgrade.phase.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** Takes up the upgrades that earlier consoles of a home have left, each where it stands. */
final class TakingUp {

    private final ConsoleSettings settings;
    private final SqliteJournal journal;
    private final Engine engine;
    private final Yards yards;

    TakingUp(ConsoleSettings settings, SqliteJournal journal, Engine engine, Yards yards) {
        this.settings = settings;
        this.journal = journal;
        this.engine = engine;
        this.yards = yards;
    }

    /**
     * Takes up all of them.
     *
     * @param upgrades receives those that were taken up, by id
     * @param refused receives the reasons why others were not
     */
    void takeUp(Map<String, Upgrade> upgrades, Map<String, String> refused)
            throws StepFailedException, InterruptedException {
        for (var id : journal.runs()) {
            if (UpgradeCleanup.isOne(id) || Rehearsals.isOne(id)) {
                continue;
            }
            // Before anything that can be refused: what a dead console had started must not work on meanwhile.
            engine.bury(id);
            try {
                var upgrade = takeUp(id);
                upgrades.put(id, upgrade);
                takeUpCleanup(upgrade);
            } catch (RefusedException e) {
                refused.put(id, String.valueOf(e.getMessage()));
            } catch (HostException e) {
                refused.put(id, e.problem() + ". " + e.nextStep());
            }
        }
    }

    private Upgrade takeUp(String id)
            throws RefusedException, HostException, StepFailedException, InterruptedException {
        var blueprint = BlueprintFile.read(settings.upgrades().resolve(id));
        if (!engine.stateOf(id).map(RunState::isOver).orElse(false)) {
            // What is over is there to be read, whatever has become of the configuration, or was cleaned up, since.
            requireSameConfiguration(blueprint);
        }
        var built = BuiltPlan.of(blueprint, yards, settings.clock(), new Credentials());
        var run = engine.resume(id, built.plan());
        return new Upgrade(built.yard(), run, built.script(), null);
    }

    private void takeUpCleanup(Upgrade upgrade) throws RefusedException, StepFailedException, InterruptedException {
        var name = UpgradeCleanup.name(upgrade.id());
        if (journal.runs().contains(name)) {
            engine.resume(name, Cleanup.plan(upgrade.yard()));
        }
    }

    /**
     * Another configuration would make other steps of the same plan; ours, written by a step of it, is known. A password of a
     * store may be another by now.
     */
    static void requireSameConfiguration(Blueprint blueprint) throws RefusedException {
        var configured = blueprint.configuration();
        var original = Files.exists(configured.old()) ? configured.old() : configured.file();
        try {
            if (!Sha256.of(original).equals(configured.sha256())
                    && !SettingsSum.of(ConfigurationFile.read(original).settings())
                            .equals(configured.settings())) {
                throw new RefusedException(
                        "configuration-changed",
                        original + " is no longer what upgrade " + blueprint.id()
                                + " was planned with in more than the password of a store; put it back and start Drydock"
                                + " again, or follow RESCUE.txt in " + blueprint.home());
            }
        } catch (ConfigurationException e) {
            throw new RefusedException(
                    "configuration-changed",
                    original + " is no longer what upgrade " + blueprint.id() + " was planned with: " + e.getMessage());
        } catch (IOException e) {
            throw new RefusedException(
                    "configuration-missing", original + " cannot be read (" + e + "); put it back first");
        }
    }
}
