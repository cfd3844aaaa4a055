package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.BackupField;
import dev.drydock.store.BackupProblem;
import dev.drydock.store.BackupStrategy;
import dev.drydock.store.FilledBackup;
import dev.drydock.store.LiveCheck;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps an old store as a backup that the agents of its cluster write, because a cluster cannot be given another name. */
public final class ClusterBackup implements BackupStrategy {

    public static final String DESTINATION = "destination";
    public static final String TAG = "tag";
    public static final String LIMIT = "limit";

    /** Field of the object store's secret. */
    public static final String SECRET = "secret";

    /** Field of what who lets Drydock clear the cluster types. */
    public static final String CONFIRM = "confirm";

    private static final String CLUSTER = "cluster";
    private static final String NAME = "name";
    private static final String USUAL_DESTINATION = "file:///var/backups/foundationdb";
    private static final String USUAL_LIMIT = "120";
    private static final String TAGS = "[A-Za-z0-9][A-Za-z0-9._-]{0,59}";
    private static final String MINUTES = "[1-9][0-9]{0,4}";

    private final ClusterFile file;
    private final FdbTools cluster;
    private final String upgrade;
    private final boolean clears;

    /**
     * @param upgrade its id
     * @param clears whether Drydock may clear the cluster, if somebody types what it is called
     */
    public ClusterBackup(ClusterFile file, FdbTools cluster, String upgrade, boolean clears) {
        this.file = file;
        this.cluster = cluster;
        this.upgrade = upgrade;
        this.clears = clears;
    }

    /** A wait limit as it is filled in. */
    public static Duration limit(String minutes) {
        return Duration.ofMinutes(Long.parseLong(minutes.isEmpty() ? USUAL_LIMIT : minutes));
    }

    @Override
    public List<BackupField> fields() {
        var fields = new ArrayList<BackupField>();
        fields.add(BackupField.fixed(
                CLUSTER,
                "Cluster file",
                "Through which the mail server, and Drydock, reach the cluster",
                file.path().toString()));
        fields.add(BackupField.fixed(NAME, "Description of the cluster", "As its file has it", file.description()));
        fields.add(BackupField.text(
                DESTINATION,
                "Destination of the backup",
                "file:///DIRECTORY on this machine, where the backup agents must run then, or"
                        + " blobstore://KEY@HOST:PORT/NAME?bucket=BUCKET; the agents write there",
                "(file|blobstore)://.+",
                "a URL that begins with file:// or blobstore://",
                USUAL_DESTINATION));
        fields.add(BackupField.text(
                TAG,
                "Tag",
                "What the backup is called among others",
                TAGS,
                "letters, digits, dot, dash and _, at most 60",
                "drydock-" + upgrade));
        fields.add(BackupField.text(
                LIMIT,
                "Wait limit, in minutes",
                "For the backup, and for the restore if you go back; mail stands still that long at most",
                MINUTES,
                "a number of minutes",
                USUAL_LIMIT));
        fields.add(BackupField.password(
                SECRET,
                "Secret of the object store",
                "For blobstore:// only. Kept in memory, and in a file of Drydock's own while a tool runs. The backup agents"
                        + " need it in a file of theirs",
                false));
        if (clears) {
            fields.add(BackupField.password(
                    CONFIRM,
                    "Description of the cluster, typed",
                    "Lets Drydock clear the whole key range of " + file.description()
                            + " once the backup is restorable and the export is checked; leave it empty to do that yourself",
                    false));
        }
        return fields;
    }

    @Override
    public List<BackupProblem> problems(FilledBackup filled) {
        var problems = new ArrayList<BackupProblem>();
        try {
            // Whether it is there is for the checks: it may be made until the upgrade begins.
            Destination.parse(filled.value(DESTINATION));
        } catch (StoreException e) {
            problems.add(new BackupProblem(DESTINATION, "does not do: " + e.problem() + ". " + e.nextStep()));
        }
        var typed = filled.secret(CONFIRM);
        if (!typed.isEmpty() && !typed.equals(file.description())) {
            problems.add(new BackupProblem(CONFIRM, "is not what this cluster is called"));
        }
        return problems;
    }

    private static Optional<LiveCheck> destination(String filled) throws StoreException {
        return Destination.parse(filled).directory().map(directory -> {
            var there = Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
            return new LiveCheck(
                    "destination",
                    there,
                    there
                            ? directory + " is there; the backup agents have to be able to write to it"
                            : directory + " is no directory; make it, and give it to the account of the backup agents");
        });
    }

    @Override
    public List<LiveCheck> checks(FilledBackup filled) {
        try {
            var status = cluster.status();
            var checks = new ArrayList<LiveCheck>();
            checks.add(new LiveCheck(
                    "available",
                    status.available(),
                    status.available()
                            ? "The cluster " + file.description() + " answers"
                            : "The cluster " + file.description() + " is not available"));
            if (status.available()) {
                var agents = status.backup();
                checks.add(new LiveCheck(
                        "agents",
                        agents.known() && agents.agents() > 0 && !agents.paused(),
                        agents.paused()
                                ? "All backup agents are paused"
                                : agents.agents() + " backup agents are running"));
                var tag = cluster.backups().status(filled.value(TAG));
                destination(filled.value(DESTINATION)).ifPresent(checks::add);
                checks.add(new LiveCheck(
                        "tag",
                        !tag.state().isRunning(),
                        tag.state().isRunning()
                                ? "A backup with this tag is running"
                                : "No backup with this tag is running"));
            }
            return checks;
        } catch (StoreException e) {
            return List.of(new LiveCheck("available", false, e.problem() + ". " + e.nextStep()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(new LiveCheck("available", false, "The look was cut off"));
        }
    }
}
