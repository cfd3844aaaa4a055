package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Comparison;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.Verification;
import dev.drydock.engine.Failure;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.store.PlacedStore;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.OfficialProfile;
import dev.drydock.translate.Profile;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Compares the new store, record by record, with what the official import must make of the old one. */
final class ImportProof extends UpgradeStep {

    /** Remembered with the number of records once they were found equal. */
    static final String DONE = "import.compared";

    ImportProof(Yard yard) {
        super(yard, "import.compare", "Compare the new store with the old one");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, DONE);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("import-not-compared", () -> {
            var comparison = compare(
                    yard,
                    context,
                    yard.oldStore(),
                    yard.site().readableNewStore(context),
                    () -> OfficialProfile.create(BlobForm.AS_STORED));
            if (!comparison.isEqual()) {
                // Trying again means importing again.
                forget(context, ImportStore.ENDED);
            }
            require(comparison, "import-differs", "what the import should have made of the old store");
            var records = records(comparison);
            context.remember(DONE, Long.toString(records));
            return StepResult.done(records + " records are equal");
        });
    }

    /** Compares a new store, wherever it lies by now, with what must become of an old one. */
    static Comparison compare(
            Yard yard, StepContext context, PlacedStore before, PlacedStore after, Supplier<Profile> profiles)
            throws StoreException, MalformedDataException, IOException {
        try (var old = yard.records(before);
                var target = after.openTarget();
                var scratch = yard.scratch()) {
            return new Verification(old, scratch.path(), new StepProgress(context))
                    .targetOf(yard.site().seenLetters(), target, profiles);
        }
    }

    static long records(Comparison comparison) {
        return comparison.lines().values().stream()
                .mapToLong(Comparison.Line::expected)
                .sum();
    }

    static void require(Comparison comparison, String code, String expected) throws StepFailedException {
        if (comparison.isEqual()) {
            return;
        }
        throw new StepFailedException(Failure.of(
                        code,
                        "The new store is not " + expected + ": " + comparison.differenceCount() + " differences, "
                                + comparison.damagedCount() + " damaged contents",
                        comparison.hints().isEmpty()
                                ? "Try again, which imports anew, or go back"
                                : comparison.hints().get(0))
                .with(comparison.differences().stream()
                        .limit(10)
                        .map(Object::toString)
                        .toList()));
    }

    @Override
    public void undo(StepContext context) {
        forget(context, DONE);
    }

    @Override
    public List<String> onward() {
        return List.of(
                "# drydock verify --source " + Shell.quote(yard.oldStore().name()) + " --target "
                        + Shell.quote(yard.newStore().name()));
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
