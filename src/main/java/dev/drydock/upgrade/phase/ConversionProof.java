package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Comparison;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.conversion.Verification;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
            var comparison = compare(context, shared.orElse(null));
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

    /**
     * Compares a new store with what must become of an old one.
     *
     * @param shared null where contents are compared with all else
     */
    static Comparison compare(
            Yard yard, RecordSource old, TargetStore built, StoreSite.@Nullable KeysInCommon shared, Progress progress)
            throws StoreException, MalformedDataException, IOException {
        var profiles = AddExtras.wanted(yard);
        var records = yard.records(old);
        try (var scratch = yard.scratch()) {
            return shared == null
                    ? new Verification(records, scratch.path(), progress).target(built, profiles)
                    : new Verification(
                                    records.withContentsKnownBy(() -> shared.open(old, built)),
                                    scratch.path(),
                                    progress)
                            .targetButContents(built, profiles);
        }
    }

    private Comparison compare(StepContext context, StoreSite.@Nullable KeysInCommon shared)
            throws StoreException, MalformedDataException, IOException {
        try (var old = yard.newStore().openSource();
                var built = ConvertStore.built(yard).openTarget()) {
            return compare(yard, old, built, shared, new StepProgress(context));
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
