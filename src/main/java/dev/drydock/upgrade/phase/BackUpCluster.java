package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import java.util.List;

/** Backs up the cluster while nobody is at work on it, and counts that only where it can be restored. */
final class BackUpCluster extends UpgradeStep {

    /** Remembered once the backup was found restorable; its value is the version. */
    static final String DONE = "cluster.saved";

    private final ClusterSite site;

    BackUpCluster(Yard yard, ClusterSite site) {
        super(yard, "backup.save", "Back up the cluster, and see that the backup can be restored");
        this.site = site;
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        if (!isPast(context, DONE)) {
            return false;
        }
        return Attempt.of("backup-not-looked-at", () -> {
            new ClusterBackups(yard, site).requireRestorable(site.proven());
            return true;
        });
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("backup-failed", () -> {
            if (context.recall(BackupStore.BEGUN).isPresent()) {
                throw Attempt.failure(
                        "backup-lost",
                        "The cluster may have been cleared already, so it cannot be backed up again",
                        "See what has become of the backup in " + site.proven().container());
            }
            BackupProof.requireOldStore(yard);
            var made =
                    new ClusterBackups(yard, site).make(context, site.choice().tag(), ProvenBackup.OLD);
            context.remember(DONE, Long.toString(made.version()));
            return StepResult.done(
                    "restorable at version " + made.version() + ", " + made.bytes() + " bytes in " + made.container());
        });
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        // What it has written stays until somebody asks for a cleanup; the next time it is made anew.
        Attempt.at("backup-not-ended", () -> {
            site.cluster().backups().abort(site.choice().tag());
            forget(context, DONE);
        });
    }

    @Override
    public List<String> onward() {
        return site.lines(tools -> List.of(
                Shell.line(tools.backups()
                        .startCommand(site.choice().destination(), site.choice().tag())),
                "echo 'See with fdbbackup describe that it is restorable before anything is cleared.'"));
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
