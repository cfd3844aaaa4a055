package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.LineConsumer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Restores of backups into a cluster, which its backup agents do. The cluster is locked while one is running. */
public final class Restores {

    private final Cluster cluster;

    Restores(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts a restore of all keys and waits until it is no longer running or the time is up; then the tool is ended, but
     * the restore goes on. Looks at it in the meantime may fail.
     *
     * @param containerUrl as {@link BackupStatus#container()} has given it
     * @param version one that {@link Backups#describe} calls restorable
     * @param lines is told what the tool says, from another thread
     * @param watcher is told from time to time how far it has come
     * @return its state at the end, which says whether it was completed; the exit status of the tool does not
     * @throws StoreException where it cannot be started, as where the cluster has a key
     * @throws InterruptedException the restore goes on: see {@link #abort}
     */
    public RestoreStatus start(
            String containerUrl,
            String tag,
            long version,
            Duration limit,
            LineConsumer lines,
            Consumer<RestoreStatus> watcher)
            throws StoreException, InterruptedException {
        return undertaking(tag).start(VendorTool.RESTORE, starting(containerUrl, tag, version), limit, lines, watcher);
    }

    private Undertaking<RestoreStatus> undertaking(String tag) {
        return new Undertaking<>(cluster, "start the restore with the tag " + tag, () -> status(tag));
    }

    /** The vector that {@link #start} runs, program first, for people. */
    public List<String> startCommand(String containerUrl, String tag, long version) throws StoreException {
        return cluster.vector(VendorTool.RESTORE, starting(containerUrl, tag, version));
    }

    private List<String> starting(String containerUrl, String tag, long version) {
        return cluster.withCredentials(
                List.of(
                        "start",
                        "--dest-cluster-file",
                        cluster.file().toString(),
                        "-r",
                        containerUrl,
                        "-t",
                        Backups.required(tag),
                        "-v",
                        Long.toString(version),
                        "-w"),
                containerUrl);
    }

    /** Waits for one that is running already, under the same rules as {@link #start}. */
    public RestoreStatus await(String tag, Duration limit, Consumer<RestoreStatus> watcher)
            throws StoreException, InterruptedException {
        return undertaking(tag).await(limit, watcher);
    }

    public RestoreStatus status(String tag) throws StoreException, InterruptedException {
        var what = "say how the restore with the tag " + tag + " is";
        var said = cluster.run(
                VendorTool.RESTORE,
                what,
                arguments("status", tag),
                cluster.patience().backup());
        var text = String.join("\n", said.output());
        return RestoreStatus.read(tag, text)
                .orElseThrow(() -> ToolFailure.notUnderstood(VendorTool.RESTORE, what, cluster.place(), text));
    }

    /** Ends a running restore and its lock; what it has written stays. Nothing happens where none is running. */
    public void abort(String tag) throws StoreException, InterruptedException {
        cluster.run(
                VendorTool.RESTORE,
                "abort the restore with the tag " + tag,
                arguments("abort", tag),
                cluster.patience().backup());
    }

    private List<String> arguments(String action, String tag) {
        return List.of(action, "--dest-cluster-file", cluster.file().toString(), "-t", Backups.required(tag));
    }
}
