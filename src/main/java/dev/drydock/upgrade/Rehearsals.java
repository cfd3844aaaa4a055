package dev.drydock.upgrade;

import dev.drydock.engine.Engine;
import dev.drydock.engine.Journal;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.Run;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.engine.StepFailedException;
import dev.drydock.upgrade.phase.Rehearse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Rehearses the conversion of an upgrade, each time as a run of its own. */
public final class Rehearsals {

    private static final String SUFFIX = "-rehearsal-";

    private final Engine engine;
    private final Journal journal;
    /** Those of this console by their upgrades: what an earlier one has begun is over. */
    private final Map<String, Run> last = new ConcurrentHashMap<>();

    Rehearsals(Engine engine, Journal journal) {
        this.engine = engine;
        this.journal = journal;
    }

    static boolean isOne(String run) {
        return run.contains(SUFFIX);
    }

    /** Removes what a rehearsal has left that was cut off, if one ever was begun. */
    void clearAfter(Upgrade upgrade) throws StepFailedException, InterruptedException {
        if (upgrade.run().read(RunRecord::state) == RunState.PLANNED
                && journal.runs().stream().anyMatch(run -> run.startsWith(upgrade.id() + SUFFIX))) {
            Rehearse.clear(upgrade.yard());
        }
    }

    /** The last one that this console has begun for an upgrade. */
    public Optional<Run> run(Upgrade upgrade) {
        return Optional.ofNullable(last.get(upgrade.id()));
    }

    /** Whether one is under way. */
    public boolean isAtWork(Upgrade upgrade) {
        return run(upgrade).filter(engine::isAtWork).isPresent();
    }

    /** @throws RefusedException where one is under way, or it is not the time */
    void requireNone(Upgrade upgrade) throws RefusedException {
        if (isAtWork(upgrade)) {
            throw new RefusedException(
                    "rehearsing", "A rehearsal of upgrade " + upgrade.id() + " is under way; wait for it, or stop it");
        }
    }

    /**
     * Begins one, which goes on beside the mail server.
     *
     * @throws RefusedException where one is under way, the upgrade has begun, or its store is not converted by Drydock
     */
    public synchronized Run begin(Upgrade upgrade) throws RefusedException {
        requireNone(upgrade);
        BackupPasswords.require(upgrade);
        if (upgrade.run().read(RunRecord::state) != RunState.PLANNED) {
            throw new RefusedException(
                    "has-begun", "Upgrade " + upgrade.id() + " has begun, so there is nothing to rehearse any more");
        }
        var blueprint = upgrade.blueprint();
        if (!blueprint.request().canBeDirect(blueprint.store())) {
            throw new RefusedException(
                    "engine-not-here",
                    "Only a conversion by Drydock itself can be rehearsed, and this store cannot be converted so");
        }
        var runs = journal.runs();
        var number = 1;
        while (runs.contains(upgrade.id() + SUFFIX + number)) {
            number++;
        }
        var run = engine.plan(upgrade.id() + SUFFIX + number, Rehearse.plan(upgrade.yard()));
        last.put(upgrade.id(), run);
        engine.forward(run, "");
        return run;
    }

    /** Asks the one that is under way to stop; it throws away what it has made. */
    public void cancel(Upgrade upgrade) throws RefusedException {
        var run = run(upgrade).filter(engine::isAtWork);
        if (run.isEmpty()) {
            throw new RefusedException(
                    "not-at-work", "No rehearsal of upgrade " + upgrade.id() + " is under way, so none can be stopped");
        }
        engine.cancel(run.get());
    }

    /** Waits until none is under way. */
    public void await(Upgrade upgrade) throws InterruptedException {
        var run = run(upgrade);
        if (run.isPresent()) {
            engine.await(run.get());
        }
    }
}
