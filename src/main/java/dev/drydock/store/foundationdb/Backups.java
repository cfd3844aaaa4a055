package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.LineConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Backups of a cluster, which its backup agents write. */
public final class Backups {

    /** What a tag may be here: what no tool, no shell and no file name takes for anything else. */
    public static final String TAG = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private static final String NOT_RUNNING = "A backup was not running on tag";
    private static final Pattern PAST = Pattern.compile("(Older Errors|\\s*|All backup agents have been paused\\.)");

    private final Cluster cluster;

    Backups(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts a backup of all keys and waits until it is no longer running or the time is up; then the tool is ended, but
     * the backup goes on. Looks at it in the meantime may fail.
     *
     * @param lines is told what the tool says, from another thread
     * @param watcher is told from time to time how far it has come
     * @return its state at the end, which says whether it was completed; the exit status of the tool does not
     * @throws StoreException where it cannot be started, as where one of that tag is running
     * @throws InterruptedException the backup goes on: see {@link #abort}
     */
    public BackupStatus start(
            Destination destination, String tag, Duration limit, LineConsumer lines, Consumer<BackupStatus> watcher)
            throws StoreException, InterruptedException {
        return undertaking(tag).start(VendorTool.BACKUP, starting(destination, tag), limit, lines, watcher);
    }

    private Undertaking<BackupStatus> undertaking(String tag) {
        return new Undertaking<>(cluster, "start the backup with the tag " + tag, () -> status(tag));
    }

    /** The vector that {@link #start} runs, program first, for people. */
    public List<String> startCommand(Destination destination, String tag) throws StoreException {
        return cluster.vector(VendorTool.BACKUP, starting(destination, tag));
    }

    private List<String> starting(Destination destination, String tag) {
        return cluster.withCredentials(
                List.of("start", "-C", cluster.file().toString(), "-d", destination.url(), "-t", required(tag), "-w"),
                destination.url());
    }

    static String required(String tag) {
        if (!tag.matches(TAG)) {
            throw new IllegalArgumentException("the tag " + tag + " is none that Drydock uses");
        }
        return tag;
    }

    /** Waits for one that is running already, under the same rules as {@link #start}. */
    public BackupStatus await(String tag, Duration limit, Consumer<BackupStatus> watcher)
            throws StoreException, InterruptedException {
        return undertaking(tag).await(limit, watcher);
    }

    public BackupStatus status(String tag) throws StoreException, InterruptedException {
        var what = "say how the backup with the tag " + tag + " is";
        var said = cluster.run(
                VendorTool.BACKUP,
                what,
                List.of("status", "-C", cluster.file().toString(), "-t", required(tag), "--json"),
                cluster.patience().backup());
        return ToolJson.of(said)
                .flatMap(json -> BackupReader.status(tag, json))
                .orElseThrow(() -> ToolFailure.notUnderstood(
                        VendorTool.BACKUP, what, cluster.place(), String.join(" / ", said.output())));
    }

    /**
     * What has gone wrong in a backup since its last restorable version, in the words of the agents. They stand in the
     * answer for people only: the JSON of 7.1 has a list for them, which is always empty.
     */
    public List<String> errors(String tag) throws StoreException, InterruptedException {
        var said = cluster.run(
                VendorTool.BACKUP,
                "say what is wrong with the backup with the tag " + tag,
                List.of("status", "-C", cluster.file().toString(), "-t", required(tag)),
                cluster.patience().backup());
        var errors = new ArrayList<String>();
        var recent = false;
        for (var line : said.output()) {
            if (line.startsWith("Recent Errors")) {
                recent = true;
            } else if (PAST.matcher(line).matches()) {
                recent = false;
            } else if (recent) {
                errors.add(line);
            }
        }
        return List.copyOf(errors);
    }

    /**
     * Looks at the files of a container. Of a directory this sees what lies on this machine.
     *
     * @param containerUrl as {@link BackupStatus#container()} gives it, not the destination
     * @throws StoreException also where there is no backup
     */
    public BackupDescription describe(String containerUrl) throws StoreException, InterruptedException {
        var what = "describe the backup in " + containerUrl;
        var said = cluster.run(
                VendorTool.BACKUP,
                what,
                describing(containerUrl),
                cluster.patience().description());
        return ToolJson.of(said)
                .flatMap(BackupReader::description)
                .orElseThrow(() -> ToolFailure.notUnderstood(
                        VendorTool.BACKUP, what, cluster.place(), String.join(" / ", said.output())));
    }

    /** The vector that {@link #describe} runs, program first, for people. */
    public List<String> describeCommand(String containerUrl) throws StoreException {
        return cluster.vector(VendorTool.BACKUP, describing(containerUrl));
    }

    private List<String> describing(String containerUrl) {
        return cluster.withCredentials(
                List.of("describe", "-C", cluster.file().toString(), "-d", containerUrl, "--deep", "--json"),
                containerUrl);
    }

    /**
     * Removes all files of a container for good.
     *
     * @param containerUrl as {@link BackupStatus#container()} gives it
     */
    public void delete(String containerUrl) throws StoreException, InterruptedException {
        cluster.run(
                VendorTool.BACKUP,
                "delete the backup in " + containerUrl,
                cluster.withCredentials(List.of("delete", "-d", containerUrl), containerUrl),
                cluster.patience().description());
    }

    /** Ends a running backup; what it has written stays. Nothing happens where none is running. */
    public void abort(String tag) throws StoreException, InterruptedException {
        var said = cluster.tools()
                .run(
                        VendorTool.BACKUP,
                        List.of("abort", "-C", cluster.file().toString(), "-t", required(tag)),
                        cluster.patience().backup(),
                        LineConsumer.NOBODY);
        if (!ToolFailure.says(said, NOT_RUNNING)) {
            Cluster.orFail(VendorTool.BACKUP, "abort the backup with the tag " + tag, cluster.place(), said);
        }
    }
}
