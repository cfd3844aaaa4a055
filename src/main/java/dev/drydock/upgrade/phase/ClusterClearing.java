package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepWaitsException;
import dev.drydock.host.HostException;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.foundationdb.KeySpace;
import java.time.Instant;
import java.util.List;

/**
 * Makes the key range of the server blank. It is the one place where anything is cleared, and it never is before a backup
 * was found restorable: an admin does it, or lets Drydock do it by typing what the cluster is called.
 */
final class ClusterClearing {

    private static final int SHOWN = 3;

    private final Yard yard;
    private final ClusterSite site;

    ClusterClearing(Yard yard, ClusterSite site) {
        this.yard = yard;
        this.site = site;
    }

    /**
     * Sees that nothing is left of the server in its key range.
     *
     * @throws StepWaitsException where that is an admin's to do
     */
    void blank(StepContext context) throws StoreException, HostException, StepFailedException, InterruptedException {
        if (site.newVersion() == StoreVersion.BLANK) {
            return;
        }
        requireBackups(context);
        requireNobodyElse();
        if (!site.isClearingAllowed()) {
            throw new StepWaitsException(ClusterSite.WAITS_FOR_CLEARING, order(), Shell.line(command()));
        }
        context.log(EventLevel.WARN, "Running " + String.join(" ", command()));
        // Going back clears again, and asks again.
        site.spendConfirmation();
        site.cluster().keys().clear(KeySpace.ALL);
        requireBlank();
    }

    /** The old store must be restorable, and so must what the new server has served. */
    private void requireBackups(StepContext context)
            throws StoreException, HostException, StepFailedException, InterruptedException {
        var backups = new ClusterBackups(yard, site);
        backups.requireRestorable(site.proven());
        if (context.recall(StartServer.SERVED).isEmpty()) {
            return;
        }
        var kept = ProvenBackup.read(yard, ProvenBackup.NEW);
        if (kept.isEmpty() || kept.get().at().isBefore(served(context))) {
            var made = backups.make(context, site.choice().tag() + "-new", ProvenBackup.NEW);
            context.log(
                    EventLevel.WARN,
                    "What the new server has written is kept as a backup in " + made.container() + ", version "
                            + made.version());
        } else {
            backups.requireRestorable(kept.get());
        }
    }

    private static Instant served(StepContext context) {
        return Instant.parse(context.recall(StartServer.SERVED).orElseThrow());
    }

    private void requireNobodyElse() throws StoreException, StepFailedException, InterruptedException {
        var foreign = site.contents().foreign(SHOWN);
        if (!foreign.isEmpty()) {
            throw Attempt.failure(
                    "cluster-shared",
                    "The cluster " + site.description() + " holds keys that are not the mail server's, such as "
                            + foreign.get(0) + "; clearing the whole range would take them along",
                    "Find out whose they are; nothing was cleared");
        }
    }

    void requireBlank() throws StoreException, StepFailedException, InterruptedException {
        var version = site.newVersion();
        if (version != StoreVersion.BLANK) {
            throw Attempt.failure(
                    "not-cleared",
                    "The key range of the mail server in cluster " + site.description() + " is not blank but "
                            + version.title(),
                    "Try again, which clears it again");
        }
    }

    List<String> command() throws StoreException {
        return site.cluster().keys().clearCommand(KeySpace.ALL);
    }

    private String order() {
        return "Mail stands still until the whole key range of the cluster " + site.description()
                + " is cleared, whose backup is restorable. "
                + (site.canClear()
                        ? "Run this yourself and go on, or type what the cluster is called, and Drydock runs it"
                        : "Run this, then go on; Drydock clears nothing by itself unless it is started with --allow-clear");
    }
}
