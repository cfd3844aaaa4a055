package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.Phase;
import dev.drydock.engine.Plan;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.upgrade.blueprint.BlueprintFile;
import java.util.List;

/** Converts a snapshot of the store while v0.7.3 goes on serving, looks at what comes of it, and throws it away. */
public final class Rehearse extends UpgradeStep {

    private static final String NAME = "rehearse.run";

    Rehearse(Yard yard) {
        super(yard, NAME, "Convert a snapshot of the store, compare and throw it away");
    }

    /** The plan of a rehearsal for an upgrade. */
    public static Plan plan(Yard yard) {
        return new Plan(
                yard.blueprint().configuration().file().toString(),
                BlueprintFile.fingerprint(yard.blueprint(), List.of(NAME)),
                List.of(new Phase(
                        "rehearse",
                        "Rehearse",
                        "Converts a snapshot while mail flows, compares and throws it away",
                        List.of(new Rehearse(yard)))));
    }

    /** Removes what a rehearsal has left that was cut off. */
    public static void clear(Yard yard) throws StepFailedException, InterruptedException {
        Attempt.at("rehearsal-not-cleared", () -> yard.site().rehearsal().clear());
    }

    @Override
    boolean stands(StepContext context) {
        return false;
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        try {
            return Attempt.of("rehearsal-failed", () -> {
                var store = yard.site().rehearsal();
                store.clear();
                try {
                    var rehearsal = store.run(context);
                    rehearsal.write(blueprint().home(), Yard.account(blueprint().console()));
                    rehearsal.examples().forEach(example -> context.log(EventLevel.WARN, example));
                    return StepResult.done(rehearsal.records() + " records, " + rehearsal.differences()
                            + " differences, " + rehearsal.damaged() + " damaged contents");
                } finally {
                    store.clear();
                }
            });
        } catch (RehearsalLimits.GaveUp e) {
            throw e.failure();
        }
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        clear(yard);
    }

    @Override
    public List<String> onward() {
        return List.of();
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
