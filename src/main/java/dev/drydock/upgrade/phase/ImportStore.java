package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.store.StoreVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the v0.8.0 program import, as the account that will own the store, and only into a place that is proven blank: a
 * second import on top of a first would count everything twice.
 */
final class ImportStore extends UpgradeStep {

    /** Remembered before the program is started. */
    static final String BEGUN = "import.begun";

    /** Remembered once the program has ended well. */
    static final String ENDED = "import.ended";

    ImportStore(Yard yard) {
        super(yard, "import.run", "Import with the new program");
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return context.recall(ENDED).isPresent()
                && Attempt.of("target-not-looked-at", () -> yard.newStore().detect() == StoreVersion.V0_8_0);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("import-failed", () -> {
            requireSetAside();
            if (context.recall(BEGUN).isPresent()) {
                // An import that was cut short has left a part of everything.
                yard.site().removeNew(context);
            }
            var version = yard.site().newVersion();
            if (version != StoreVersion.BLANK) {
                throw Attempt.failure(
                        "target-not-blank",
                        "The place of the new store, " + blueprint().store().place() + ", is not blank but "
                                + version.title() + ", so nothing is imported into it",
                        "Find out who has written there; then go back, or make it blank and try again");
            }
            context.remember(BEGUN, yard.clock().instant().toString());
            forget(context, StoreSite.READ);
            new Child("import", yard.patience().stall()).run(yard, context, task(), "importing", yard.site()::written);
            context.remember(ENDED, yard.clock().instant().toString());
            return StepResult.done("");
        });
    }

    private void requireSetAside() throws StepFailedException, dev.drydock.conversion.StoreException {
        if (yard.oldStore().detect() != StoreVersion.V0_7_3) {
            throw Attempt.failure(
                    "old-store-missing",
                    "The old store was expected in " + blueprint().store().oldPlace() + " and is not there",
                    "Find out who has moved it; nothing is imported before it is found");
        }
    }

    private ServerTask task() {
        return ServerTask.importing(blueprint());
    }

    @Override
    public void check(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("target-not-imported", () -> {
            var version = yard.newStore().detect();
            if (version != StoreVersion.V0_8_0) {
                forget(context, ENDED);
                throw Attempt.failure(
                        "import-empty",
                        "The import ended with status 0, but "
                                + blueprint().store().place() + " is " + version.title(),
                        "See what it has said, then try again or go back");
            }
        });
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        yard.server().clear(task());
        Attempt.at("target-not-blanked", () -> {
            if (context.recall(BEGUN).isPresent() && yard.site().isKept()) {
                yard.site().removeNew(context);
            }
            forget(context, ENDED);
            forget(context, BEGUN);
        });
    }

    @Override
    public List<String> onward() {
        var lines = new ArrayList<String>();
        lines.add("# an import on top of another counts everything twice");
        lines.addAll(yard.site().blankCommands());
        lines.add(yard.server().taskCommand(yard, task()));
        return lines;
    }

    @Override
    public List<String> back() {
        // The new store goes when the old one comes back.
        return List.of();
    }
}
