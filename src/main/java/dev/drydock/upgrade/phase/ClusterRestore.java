package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.Failure;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.HostException;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.foundationdb.RestoreStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Brings the old store back from its backup, and proves that it is the one that was saved. */
final class ClusterRestore {

    /** Remembered before a restore is started; its value is the tag of it. */
    static final String BEGUN = "restore.begun";

    private static final int MOST_ATTEMPTS = 1_000;

    private final Yard yard;
    private final ClusterSite site;

    ClusterRestore(Yard yard, ClusterSite site) {
        this.yard = yard;
        this.site = site;
    }

    /** Restores it, unless it is there as it was saved. */
    void bringBack(StepContext context)
            throws StoreException, HostException, StepFailedException, InterruptedException {
        var backup = site.proven();
        var begun = context.recall(BEGUN);
        if (begun.isEmpty()
                && site.newVersion() == StoreVersion.V0_7_3
                && lost(backup).isEmpty()) {
            context.log(EventLevel.INFO, "The old store is in its place, as it was saved; nothing is restored");
            return;
        }
        if (begun.isPresent() && isBack(context, begun.get(), backup)) {
            return;
        }
        new ClusterClearing(yard, site).blank(context);
        start(context, backup);
    }

    /** A console that is gone has begun it: it may be at work, or done. */
    private boolean isBack(StepContext context, String tag, ProvenBackup backup)
            throws StoreException, StepFailedException, InterruptedException {
        var status = site.cluster().restores().status(tag);
        if (status.state().isRunning()) {
            context.log(EventLevel.INFO, "The restore " + tag + " is at work; waiting for it");
            status = site.cluster().restores().await(tag, site.choice().limit(), state -> tell(context, state));
        }
        if (isRight(status, backup) && lost(backup).isEmpty()) {
            tellRestored(context, backup);
            return true;
        }
        // Whatever it has brought back goes again, and it is done anew.
        site.cluster().restores().abort(tag);
        return false;
    }

    private void start(StepContext context, ProvenBackup backup)
            throws StoreException, StepFailedException, InterruptedException {
        var tag = freeTag(context);
        var restores = site.cluster().restores();
        context.remember(BEGUN, tag);
        context.log(
                EventLevel.INFO,
                "Running " + String.join(" ", restores.startCommand(backup.container(), tag, backup.version())));
        try {
            var status = restores.start(
                    backup.container(),
                    tag,
                    backup.version(),
                    site.choice().limit(),
                    ClusterBackups.said(context),
                    state -> tell(context, state));
            requireRight(context, status, backup);
        } catch (InterruptedException e) {
            restores.abort(tag);
            throw e;
        }
    }

    /** A tag keeps how its last restore has ended, which must not be taken for the end of this one. */
    private String freeTag(StepContext context) throws StoreException, StepFailedException, InterruptedException {
        for (var i = 1; i <= MOST_ATTEMPTS; i++) {
            var tag = site.choice().tag() + "-back-" + i;
            if (!context.recall(BEGUN).orElse("").equals(tag)
                    && site.cluster().restores().status(tag).state() == RestoreStatus.State.NONE) {
                return tag;
            }
        }
        throw Attempt.failure(
                "restore-not-started", "There were " + MOST_ATTEMPTS + " restores already", "Restore it by hand");
    }

    private static void tell(StepContext context, RestoreStatus status) {
        context.progress(
                "restoring",
                status.blocksDone(),
                status.blocks() > 0 ? OptionalLong.of(status.blocks()) : OptionalLong.empty(),
                "blocks");
    }

    private void requireRight(StepContext context, RestoreStatus status, ProvenBackup backup)
            throws StoreException, StepFailedException, InterruptedException {
        if (!isRight(status, backup)) {
            throw new StepFailedException(Failure.of(
                            "restore-failed",
                            "The restore of " + backup.container() + " to version " + backup.version() + " is "
                                    + status.state().name().toLowerCase(Locale.ROOT)
                                    + (status.version().isPresent()
                                            ? ", at version " + status.version().getAsLong()
                                            : ""),
                            "The backup is as it was. See that backup agents run and can read it, then go back again")
                    .with(status.lastError().map(List::of).orElse(List.of())));
        }
        var lost = lost(backup);
        if (!lost.isEmpty()) {
            throw Attempt.failure(
                    "restore-incomplete",
                    "The restored store does not have the keys that were saved: " + String.join(", ", lost),
                    "Go back again, which clears and restores once more");
        }
        tellRestored(context, backup);
    }

    private static void tellRestored(StepContext context, ProvenBackup backup) {
        context.log(
                EventLevel.INFO,
                "Restored to version " + backup.version() + ", the one that was proven"
                        + (backup.keys().isEmpty()
                                ? "; its keys were too many to count"
                                : "; the keys of " + backup.keys().size()
                                        + " letters were counted and are as many as before"));
    }

    private static boolean isRight(RestoreStatus status, ProvenBackup backup) {
        return status.state() == RestoreStatus.State.COMPLETED
                && status.version().orElse(-1) == backup.version();
    }

    /** Letters whose number of keys is another than it was; those that were too many to count are left out. */
    private List<String> lost(ProvenBackup backup) throws StoreException, InterruptedException {
        if (backup.keys().isEmpty()) {
            return List.of();
        }
        var lost = new ArrayList<String>();
        var now = site.counts(List.copyOf(backup.keys().keySet()));
        backup.keys().forEach((letter, count) -> {
            var found = now.getOrDefault(letter, OptionalLong.of(0));
            if (!found.equals(OptionalLong.of(count))) {
                lost.add(letter + ": " + count + " before, "
                        + (found.isPresent() ? found.getAsLong() : "more than can be counted") + " now");
            }
        });
        return lost;
    }
}
