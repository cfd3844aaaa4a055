package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.store.StoreVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees the key range cleared, which an admin does, and proves that it is blank. Taken back, the old store is restored from
 * its backup.
 */
final class ClearCluster extends UpgradeStep {

    private final ClusterSite site;

    ClearCluster(Yard yard, ClusterSite site) {
        super(yard, BackupStore.NAME, "See the key range cleared");
        this.site = site;
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return context.recall(BackupStore.BEGUN).isPresent()
                && (isPast(context, ImportStore.BEGUN)
                        || Attempt.of("cluster-not-looked-at", () -> site.newVersion() == StoreVersion.BLANK));
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("clear-failed", () -> {
            require(context, ExportStore.DONE, "the export was checked");
            require(context, LayOutExport.DONE, "what it holds was laid out");
            require(context, BackUpCluster.DONE, "the backup was proven");
            if (context.recall(BackupStore.BEGUN).isEmpty()) {
                BackupProof.requireOldStore(yard);
                // From here on somebody may clear it at any moment.
                context.remember(BackupStore.BEGUN, site.description());
            }
            new ClusterClearing(yard, site).blank(context);
            return StepResult.done("the key range is blank; the old store is "
                    + blueprint().store().oldPlace());
        });
    }

    private static void require(StepContext context, String fact, String words) throws StepFailedException {
        if (context.recall(fact).isEmpty()) {
            throw Attempt.failure(
                    "clear-too-early", "Nothing is cleared before " + words, "Go back, or do that phase first");
        }
    }

    @Override
    public void check(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("cluster-not-looked-at", () -> new ClusterClearing(yard, site).requireBlank());
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        if (context.recall(BackupStore.BEGUN).isEmpty()) {
            return;
        }
        Attempt.at("backup-not-taken-back", () -> {
            new ClusterRestore(yard, site).bringBack(context);
            BackupProof.requireOldStore(yard);
            forget(context, ClusterRestore.BEGUN);
            forget(context, BackupStore.BEGUN);
            forget(context, StartServer.SERVED);
        });
    }

    @Override
    public List<String> onward() {
        return site.lines(tools -> {
            var clearing = Shell.line(new ClusterClearing(yard, site).command());
            return List.of(
                    "# nothing is cleared by this script",
                    site.blankTest() + " || { echo "
                            + Shell.quote("Once the backup is restorable, clear the cluster " + site.description()
                                    + ": " + clearing + " -- then run this again")
                            + " >&2; exit 1; }");
        });
    }

    @Override
    public List<String> back() {
        return site.lines(tools -> {
            var backup = ProvenBackup.read(yard, ProvenBackup.OLD);
            if (backup.isEmpty()) {
                return List.of("# nothing was cleared");
            }
            var lines = new ArrayList<String>();
            lines.add("[ \"${CLUSTER_IS_RESTORED:-}\" = yes ] || {");
            for (var line : List.of(
                    "The old store is a backup. Where the key range was not cleared, there is nothing to be done; else see"
                            + " that the backup is restorable, clear the key range, and restore it:",
                    "  "
                            + Shell.line(
                                    tools.backups().describeCommand(backup.get().container())),
                    "  " + Shell.line(new ClusterClearing(yard, site).command()),
                    "  "
                            + Shell.line(tools.restores()
                                    .startCommand(
                                            backup.get().container(),
                                            site.choice().tag() + "-rescue",
                                            backup.get().version())),
                    "Then run this again with CLUSTER_IS_RESTORED=yes")) {
                lines.add("  echo " + Shell.quote(line) + " >&2");
            }
            lines.add("  exit 1");
            lines.add("}");
            return lines;
        });
    }
}
