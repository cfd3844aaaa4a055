package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.SavedFiles;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostFiles;
import dev.drydock.store.StoreVersion;
import java.util.List;

/** Has the server of the databases build the new store beside the old one, which is only read. */
final class ConvertTables extends UpgradeStep {

    private final TableSite site;

    ConvertTables(Yard yard, TableSite site) {
        super(yard, "convert.run", "Build the new store beside the old one");
        this.site = site;
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return context.recall(ConvertStore.DONE).isPresent()
                && (context.recall(BackupStore.BEGUN).isPresent()
                        || Attempt.of(
                                "conversion-not-looked-at",
                                () -> site.builtStore().detect() == StoreVersion.V0_8_0));
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("conversion-failed", () -> {
            BackupProof.requireOldStore(yard);
            site.requireAlone(context);
            HostFiles.deleteTree(ConvertStore.saved(yard));
            site.succession().prepare(TableSite.watch(context));
            convert(context);
            // Whoever goes on without Drydock has the certificates of the store from here.
            FinishedConfiguration.of(yard, yard.newStore()).write(FinishedConfiguration.waiting(yard), yard.trusted());
            context.remember(ConvertStore.DONE, yard.clock().instant().toString());
            context.log(EventLevel.INFO, "The new store is whole; nothing of the old one has changed");
            return StepResult.done("in " + site.choice().terms().building());
        });
    }

    private void convert(StepContext context) throws StoreException, MalformedDataException {
        var progress = new StepProgress(context);
        try (var old = yard.newStore().openSource();
                var sink = site.successor(old, site.choice().contentsBehind(), progress);
                var files = SavedFiles.into(ConvertStore.saved(yard))) {
            var records = yard.records(old).takenOverBy(sink);
            new Conversion(records, AddExtras.wanted(yard).get(), sink, files, progress).run();
        }
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        forget(context, ConvertStore.DONE);
        Attempt.at("conversion-not-removed", () -> {
            HostFiles.deleteTree(FinishedConfiguration.waiting(yard));
            site.succession().abandon(TableSite.watch(context));
            HostFiles.deleteTree(ConvertStore.saved(yard));
        });
    }

    @Override
    public List<String> onward() {
        return List.of("# only Drydock can; the next commands fail where it has not");
    }

    @Override
    public List<String> back() {
        return site.shell().lines(site.successionScript().abandon());
    }
}
