package dev.drydock.upgrade;

import dev.drydock.engine.Engine;
import dev.drydock.engine.Journal;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.Run;
import dev.drydock.engine.RunRecord;
import dev.drydock.upgrade.phase.Cleanup;
import java.util.Optional;

/** Deletes what an upgrade has kept, as a run of its own, and ends with that what the upgrade could still do. */
final class UpgradeCleanup {

    private static final String SUFFIX = "-cleanup";

    private final Engine engine;
    private final Journal journal;

    UpgradeCleanup(Engine engine, Journal journal) {
        this.engine = engine;
        this.journal = journal;
    }

    /** The run that cleans up after an upgrade. */
    static String name(String upgrade) {
        return upgrade + SUFFIX;
    }

    static boolean isOne(String run) {
        return run.endsWith(SUFFIX);
    }

    Optional<Run> run(Upgrade upgrade) {
        return engine.run(name(upgrade.id()));
    }

    /**
     * Asks the journal, for what was deleted is deleted even where this console cannot take up the run that did it.
     *
     * @throws RefusedException where cleaning up has begun: there is nothing to go back to, so nothing may go forward
     */
    void requireNone(Upgrade upgrade) throws RefusedException {
        if (journal.runs().contains(name(upgrade.id()))) {
            throw new RefusedException(
                    "cleaned-up",
                    "What upgrade " + upgrade.id() + " had kept was deleted, so there is nothing to go back to; plan"
                            + " a new upgrade");
        }
    }

    /**
     * Begins, or goes on with what was cut short.
     *
     * @param confirm the path of the old store, or, where there is none any more, the id of the upgrade
     * @throws RefusedException where it is not the time, or the words do not name what is deleted
     */
    Run begin(Upgrade upgrade, String confirm) throws RefusedException {
        var state = upgrade.run().read(RunRecord::state);
        if (!state.isOver()) {
            throw new RefusedException(
                    "not-now", "The upgrade is " + state.title() + "; what it keeps is needed until it is over");
        }
        var wanted = upgrade.cleanupWords();
        if (!confirm.equals(wanted)) {
            throw new RefusedException(
                    "not-confirmed", "This deletes for good; to confirm it, write exactly: " + wanted);
        }
        DataInUse.require(upgrade, state);
        var known = run(upgrade);
        var run = known.isPresent() ? known.get() : engine.plan(name(upgrade.id()), Cleanup.plan(upgrade.yard()));
        engine.forward(run, "");
        return run;
    }
}
