package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import java.util.List;

/** Compares the new store, record by record and content by content, with what it must be, before it takes its place. */
final class ConversionProof extends UpgradeStep {

    /** Remembered with the number of records once they were found equal. */
    static final String DONE = "convert.compared";

    ConversionProof(Yard yard) {
        super(yard, "convert.compare", "Compare the new store with the old one");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, DONE);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("conversion-not-compared", () -> {
            var comparison = ImportProof.compare(
                    yard, context, yard.newStore(), ConvertStore.built(yard), ConvertTables.profiles(yard));
            if (!comparison.isEqual()) {
                // Trying again means building it again.
                forget(context, ConvertStore.DONE);
            }
            ImportProof.require(comparison, "conversion-differs", "what must become of the old store");
            var records = ImportProof.records(comparison);
            context.remember(DONE, Long.toString(records));
            return StepResult.done(records + " records are equal");
        });
    }

    @Override
    public void undo(StepContext context) {
        forget(context, DONE);
    }

    @Override
    public List<String> onward() {
        return List.of(
                "# drydock verify --source " + Shell.quote(yard.newStore().name()) + " --target "
                        + Shell.quote(ConvertStore.built(yard).name()));
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
