package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import java.util.List;

/** Copies to the old store, while mail flows again, the contents that went over to the new one at the switch. */
final class CopyContentsBack extends UpgradeStep {

    /** Remembered once the old store is whole again. */
    private static final String DONE = "contents.back";

    private final TableSite site;

    CopyContentsBack(Yard yard, TableSite site) {
        super(yard, "start.copy", "Copy the contents back to the old store");
        this.site = site;
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, DONE);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("contents-not-copied", () -> {
            var words = copy(site, context);
            context.remember(DONE, yard.clock().instant().toString());
            return StepResult.done(words);
        });
    }

    /** Copies what is not back yet; where a console was killed in between, nobody knows any more what was missing. */
    static String copy(TableSite site, StepContext context) throws StoreException {
        var outcome = site.succession().copyContentsBack(TableSite.watch(context), new StepProgress(context));
        if (outcome.isEmpty()) {
            return "all are back";
        }
        var missing = outcome.get().missing();
        if (missing > 0) {
            context.log(
                    EventLevel.WARN,
                    missing + " contents of the old store were deleted by the new server before they could be copied;"
                            + " going back does not bring them back");
        }
        return outcome.get().contents() - missing + " contents are in both stores"
                + (missing == 0 ? "" : ", " + missing + " were deleted in the meantime");
    }

    @Override
    public void undo(StepContext context) {
        // What is not back yet is copied before the old store takes its place again.
        forget(context, DONE);
    }

    @Override
    public List<String> onward() {
        return List.of("# the contents are copied back to the old store by Drydock, or on the way back");
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
