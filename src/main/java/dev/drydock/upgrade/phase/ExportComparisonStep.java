package dev.drydock.upgrade.phase;

import dev.drydock.engine.Failure;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.export.ExportComparison;
import dev.drydock.export.ExportRecords;
import java.util.List;

/** Compares the export with the store that it was made of, entry by entry. */
final class ExportComparisonStep extends UpgradeStep {

    static final String DONE = "export.compared";

    ExportComparisonStep(Yard yard) {
        super(yard, "export.compare", "Compare the export with the store");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, DONE);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("export-not-compared", () -> {
            try (var store = yard.records(yard.newStore());
                    var export = ExportRecords.open(blueprint().exportDirectory());
                    var scratch = yard.scratch()) {
                var comparison = ExportComparison.of(store, export, scratch.path(), new StepProgress(context));
                if (!comparison.isSame()) {
                    // Trying again means exporting again.
                    forget(context, ExportStore.DONE);
                    throw new StepFailedException(Failure.of(
                                    "export-incomplete",
                                    "The export is not what the store holds: " + comparison.missing() + " missing, "
                                            + comparison.added() + " added, " + comparison.changed() + " changed",
                                    "Do not import it; try again, or go back")
                            .with(comparison.first().stream()
                                    .limit(10)
                                    .map(Object::toString)
                                    .toList()));
                }
                context.remember(DONE, Long.toString(comparison.entries()));
                return StepResult.done(comparison.entries() + " entries are equal");
            }
        });
    }

    @Override
    public void undo(StepContext context) {
        forget(context, DONE);
    }

    @Override
    public List<String> onward() {
        return List.of(
                "# drydock verify --source " + Shell.quote(yard.newStore().name()) + " --export "
                        + Shell.quote(blueprint().exportDirectory()));
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
