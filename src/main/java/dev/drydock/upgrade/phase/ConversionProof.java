package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Comparison;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.Verification;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import java.io.IOException;
import java.util.List;

/** Compares the new store, record by record and content by content, with what it must be, before it takes its place. */
final class ConversionProof extends UpgradeStep {

    /** Remembered with the number of records once they were found equal. */
    static final String DONE = "convert.compared";

    /** Remembered where both stores have the very same contents, which were not read for the comparison. */
    static final String CONTENTS_SHARED = "convert.contents-shared";

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
            var shared = yard.site().sharedContents();
            var comparison = shared.isPresent()
                    ? compareButContents(context, shared.get())
                    : ImportProof.compare(
                            yard, context, yard.newStore(), ConvertStore.built(yard), ConvertTables.profiles(yard));
            if (!comparison.isEqual()) {
                // Trying again means building it again.
                forget(context, ConvertStore.DONE);
            }
            ImportProof.require(comparison, "conversion-differs", "what must become of the old store");
            var records = ImportProof.records(comparison);
            if (shared.isPresent()) {
                context.remember(CONTENTS_SHARED, yard.clock().instant().toString());
            }
            context.remember(DONE, Long.toString(records));
            return StepResult.done(records + " records are equal"
                    + (shared.isPresent()
                            ? "; contents are the very same in both, and are checked when mail flows again"
                            : ""));
        });
    }

    private Comparison compareButContents(StepContext context, StoreSite.KeysInCommon shared)
            throws StoreException, MalformedDataException, IOException {
        try (var old = yard.newStore().openSource();
                var target = ConvertStore.built(yard).openTarget();
                var scratch = yard.scratch()) {
            var records = yard.records(old).withContentsKnownBy(() -> shared.open(old, target));
            return new Verification(records, scratch.path(), new StepProgress(context))
                    .targetButContents(target, ConvertTables.profiles(yard));
        }
    }

    @Override
    public void undo(StepContext context) {
        forget(context, DONE);
        forget(context, CONTENTS_SHARED);
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
