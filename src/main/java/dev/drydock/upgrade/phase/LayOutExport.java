package dev.drydock.upgrade.phase;

import dev.drydock.conversion.Reconstruction;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.export.ExportRecords;
import dev.drydock.host.HostFiles;
import dev.drydock.store.StoreVersion;
import java.nio.file.Files;
import java.util.List;

/**
 * Lays the old store out on disk from its export: the cluster itself cannot be read here, and everything that is proven
 * later is held against this.
 */
final class LayOutExport extends UpgradeStep {

    /** Remembered with the number of records once it is whole. */
    static final String DONE = "export.laid-out";

    private final ClusterSite site;

    LayOutExport(Yard yard, ClusterSite site) {
        super(yard, "export.lay-out", "Lay the export out, to compare with it");
        this.site = site;
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return context.recall(DONE).isPresent()
                && Attempt.of("export-not-looked-at", () -> site.oldStore().detect() == StoreVersion.V0_7_3);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("export-not-laid-out", () -> {
            var stored = blueprint().store().inCluster();
            HostFiles.deleteTree(stored.oldRead());
            if (!Files.isDirectory(stored.read())) {
                HostFiles.createDirectory(
                        stored.read(), Yard.account(blueprint().console()), 0700, yard.trusted());
            }
            try (var export = ExportRecords.open(blueprint().exportDirectory());
                    var writer = site.oldStore().createSource()) {
                var written = new Reconstruction(export, writer, new StepProgress(context)).run();
                var records =
                        written.values().stream().mapToLong(Long::longValue).sum();
                context.remember(DONE, Long.toString(records));
                return StepResult.done(records + " records");
            }
        });
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        forget(context, DONE);
        Attempt.at(
                "export-not-removed",
                () -> HostFiles.deleteTree(blueprint().store().inCluster().read()));
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
