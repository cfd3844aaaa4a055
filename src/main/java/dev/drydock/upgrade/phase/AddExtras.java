package dev.drydock.upgrade.phase;

import dev.drydock.amendment.AmendmentFile;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostException;
import dev.drydock.store.PlacedStore;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.OfficialProfile;
import dev.drydock.translate.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Adds what the official import leaves behind and v0.8.0 can hold: queued messages with their contents, reports, and the
 * names of an external directory in lower case.
 */
final class AddExtras extends UpgradeStep {

    /** Remembered with the number of changed records once the store was compared again. */
    static final String DONE = "extras.added";

    private final Amending amending;

    AddExtras(Yard yard) {
        super(yard, "import.extras", "Add what the official import leaves behind");
        this.amending = new Amending(yard, "extras");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, DONE);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        if (!blueprint().request().carriesExtras()) {
            return new StepResult.Skipped("switched off in the request"
                    + (blueprint().store().hasContentsElsewhere()
                            ? "; without their markers v0.8.0 never removes a content that was there before"
                            : ""));
        }
        return Attempt.of("extras-failed", () -> {
            var existing = amending.existing();
            var file = existing.isPresent() ? existing.get() : difference(context);
            if (file.count() > 0) {
                amending.apply(context);
            }
            var comparison = ImportProof.compare(
                    yard, context, yard.oldStore(), yard.site().readableNewStore(context), lossless(yard));
            ImportProof.require(comparison, "extras-differ", "what it must be with the extras");
            context.remember(DONE, Long.toString(file.count()));
            return StepResult.done(
                    file.count() == 0
                            ? "the official import has left nothing behind"
                            : file.count() + " records, " + ImportProof.records(comparison) + " are equal now");
        });
    }

    private AmendmentFile difference(StepContext context)
            throws StoreException, MalformedDataException, HostException, IOException, StepFailedException,
                    InterruptedException {
        var seen = yard.site().readableNewStore(context);
        return amending.compute(into -> difference(context, seen, into));
    }

    private AmendmentFile difference(StepContext context, PlacedStore seen, Path into)
            throws StoreException, MalformedDataException, IOException {
        try (var old = yard.records(yard.oldStore());
                var target = seen.openTarget();
                var scratch = yard.scratch()) {
            return AmendmentFile.difference(
                    old, official(), lossless(yard), target, into, scratch.path(), new StepProgress(context));
        }
    }

    static Supplier<Profile> official() {
        return () -> OfficialProfile.create(BlobForm.AS_STORED);
    }

    /** What must become of the old store, as it was asked for. */
    static Supplier<Profile> wanted(Yard yard) {
        return yard.blueprint().request().carriesExtras() ? lossless(yard) : official();
    }

    static Supplier<Profile> lossless(Yard yard) {
        var external = Optional.ofNullable(yard.blueprint().store().externalDirectory());
        return () -> LosslessProfile.create(BlobForm.AS_STORED, external);
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        // The records go with the new store, whose import is taken back next.
        forget(context, DONE);
        Attempt.at("extras-not-removed", amending::delete);
    }

    @Override
    public List<String> onward() {
        return List.of(
                "# queued messages and reports stay behind without Drydock; with it: " + amending.command("apply"));
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
