package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.Failure;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.HostException;
import dev.drydock.host.LineConsumer;
import dev.drydock.store.foundationdb.BackupDescription;
import dev.drydock.store.foundationdb.BackupStatus;
import dev.drydock.store.foundationdb.ClusterContents;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Backups of the cluster by the vendor's tools. What counts is not that one has ended, but that it can be restored. */
final class ClusterBackups {

    private final Yard yard;
    private final ClusterSite site;

    ClusterBackups(Yard yard, ClusterSite site) {
        this.yard = yard;
        this.site = site;
    }

    /**
     * Backs up all that the cluster holds, and proves it.
     *
     * @param name of the file that is to say so
     */
    ProvenBackup make(StepContext context, String tag, String name)
            throws StoreException, HostException, StepFailedException, InterruptedException {
        ProvenBackup.forget(yard, name);
        var keys = counted(site.counts(ClusterContents.letters()));
        var container = run(context, tag);
        var proven = prove(container, keys);
        proven.write(yard, name);
        return proven;
    }

    /** @return the container */
    private String run(StepContext context, String tag)
            throws StoreException, StepFailedException, InterruptedException {
        var backups = site.cluster().backups();
        // One that an earlier console has begun is of an earlier time, perhaps from before mail stood still.
        backups.abort(tag);
        context.log(
                EventLevel.INFO,
                "Running " + String.join(" ", backups.startCommand(site.choice().destination(), tag)));
        try {
            var end = backups.start(
                    site.choice().destination(),
                    tag,
                    site.choice().limit(),
                    said(context),
                    status -> tell(context, status));
            if (end.state() != BackupStatus.State.COMPLETED) {
                var errors = backups.errors(tag);
                backups.abort(tag);
                throw new StepFailedException(Failure.of(
                                "backup-not-completed",
                                "The backup " + tag + " is "
                                        + end.state().name().toLowerCase(Locale.ROOT)
                                        + (end.agentsPaused() ? ", and all backup agents are paused" : "")
                                        + (end.state().isRunning()
                                                ? " after "
                                                        + site.choice().limit().toMinutes() + " minutes, and was ended"
                                                : ""),
                                "See that backup agents run and can write to "
                                        + site.choice().destination().url() + ", then try again or go back")
                        .with(errors));
            }
            return end.container()
                    .orElseThrow(() -> Attempt.failure(
                            "backup-not-completed",
                            "The backup " + tag + " is completed, but the tools do not say where it lies",
                            "Look at fdbbackup status, then try again or go back"));
        } catch (InterruptedException e) {
            backups.abort(tag);
            throw e;
        }
    }

    /** What tools say goes to the log. */
    static LineConsumer said(StepContext context) {
        return (channel, line) ->
                context.log(channel == LineConsumer.Channel.ERR ? EventLevel.WARN : EventLevel.INFO, line);
    }

    private static void tell(StepContext context, BackupStatus status) {
        context.progress(
                status.state() == BackupStatus.State.SUBMITTED ? "waiting for a backup agent" : "backing up",
                status.rangeBytes().orElse(0),
                OptionalLong.empty(),
                "bytes");
    }

    private ProvenBackup prove(String container, Map<Character, Long> keys)
            throws StoreException, StepFailedException, InterruptedException {
        var description = site.cluster().backups().describe(container);
        var version = description.maxRestorable();
        if (!description.isWhole() || version.isEmpty()) {
            throw notRestorable(description);
        }
        return new ProvenBackup(
                container, version.getAsLong(), yard.clock().instant(), description.snapshotBytes(), keys);
    }

    /** A backup that was proven may have lost files since. */
    void requireRestorable(ProvenBackup backup) throws StoreException, StepFailedException, InterruptedException {
        var description = site.cluster().backups().describe(backup.container());
        if (!covers(description, backup.version())) {
            throw notRestorable(description);
        }
    }

    private static boolean covers(BackupDescription description, long version) {
        return description.isWhole()
                && description.minRestorable().orElse(Long.MAX_VALUE) <= version
                && description.maxRestorable().orElse(Long.MIN_VALUE) >= version;
    }

    private static StepFailedException notRestorable(BackupDescription description) {
        return Attempt.failure(
                "backup-not-restorable",
                "The backup in " + description.url() + " cannot be restored as a whole: fdbbackup describe finds "
                        + (description.restorable() ? "a part of it missing" : "no restorable version"),
                "Nothing is cleared. See that the agents and this machine mean the same files by that place, then try"
                        + " again or go back");
    }

    static Map<Character, Long> counted(Map<Character, OptionalLong> counts) {
        var counted = new TreeMap<Character, Long>();
        counts.forEach((letter, count) -> {
            if (count.isPresent()) {
                counted.put(letter, count.getAsLong());
            }
        });
        return counted;
    }
}
