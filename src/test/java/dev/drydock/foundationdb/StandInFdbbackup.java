package dev.drydock.foundationdb;

import dev.drydock.host.LineConsumer;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;

/** Stands in for fdbbackup: {@code fdbbackup/backup.actor.cpp} of 7.1. */
final class StandInFdbbackup extends StandInTool {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss.SSSSSS", Locale.ROOT);

    private final StandInOptions options;

    StandInFdbbackup(StandInCluster cluster, StandInOptions options, LineConsumer lines) {
        super(cluster, lines);
        this.options = options;
    }

    int run() throws IOException, InterruptedException {
        if (options.action().equals("describe")) {
            return describe();
        }
        if (is(Fault.UNAVAILABLE)) {
            // The real one tries for a minute.
            err("ERROR: Operation aborted because the transaction timed out");
            return FAILED;
        }
        return switch (options.action()) {
            case "start" -> start();
            case "status" -> status();
            case "abort" -> abort();
            case "pause", "resume" -> pause(options.action().equals("pause"));
            default -> {
                err("ERROR: Unsupported backup action %s", options.action());
                yield FAILED;
            }
        };
    }

    private String of() {
        return "backup." + options.value("-t", "default") + ".";
    }

    private static boolean isRunnable(Properties state, String of) {
        return StandInState.is(state, of + "state", "Submitted", "Running", "Aborting");
    }

    private int start() throws IOException, InterruptedException {
        var tag = options.value("-t", "default");
        var url = options.value("-d", "");
        if (url.isEmpty()) {
            err("ERROR: No backup destination was specified.");
            return FAILED;
        }
        var submitted = look(state -> {
            if (isRunnable(state, of())) {
                return false;
            }
            var now = LocalDateTime.now(ZoneId.systemDefault());
            state.setProperty(of() + "state", "Submitted");
            state.setProperty(of() + "uid", UUID.randomUUID().toString().replace("-", ""));
            state.setProperty(of() + "url", url.startsWith("file://") ? url + "/backup-" + TIME.format(now) : url);
            state.setProperty(of() + "started", Long.toString(System.currentTimeMillis()));
            state.setProperty(of() + "pace", Long.toString(cluster.pace().toMillis()));
            state.remove(of() + "error");
            state.remove(of() + "version");
            return true;
        });
        if (!submitted) {
            err("ERROR: A backup is already running on tag `%s'", tag);
            err("ERROR: Backup error");
            return FAILED;
        }
        if (options.has("-w")) {
            out("Submitted and now waiting for the backup on tag `%s' to complete.", tag);
            if (is(Fault.BACKUP_TOOL_GIVES_UP)) {
                err("ERROR: Operation aborted because the transaction timed out");
                return FAILED;
            }
            while (look(state -> isRunnable(state, of()))) {
                options.pause();
            }
            return DONE;
        }
        if (is(Fault.NO_AGENT)) {
            out("The backup on tag `%s' was successfully submitted but no backup agents are responding.", tag);
            return FAILED;
        }
        out("The backup on tag `%s' was successfully submitted.", tag);
        return DONE;
    }

    private int status() throws IOException {
        var paused = is(Fault.AGENTS_PAUSED);
        var tag = options.value("-t", "default");
        var lines = look(state -> options.has("--json") ? List.of(json(state, tag, paused)) : text(state, tag, paused));
        lines.forEach(this::out);
        return DONE;
    }

    /** As {@code getStatusJSON} has it; its list of errors is empty whatever happens. */
    private String json(Properties state, String tag, boolean paused) {
        var head = "{\"SchemaVersion\":\"1.0.0\",\"BackupAgentsPaused\":%b,\"Tag\":\"%s\"".formatted(paused, tag);
        var name = state.getProperty(of() + "state");
        if (name == null) {
            return head + "}";
        }
        var version = state.getProperty(of() + "version");
        var json = new StringBuilder(head);
        json.append(",\"UID\":\"").append(state.getProperty(of() + "uid")).append('"');
        json.append(",\"Status\":{\"Name\":\"%s\",\"Description\":\"%s\",\"Completed\":%b,\"Running\":%b}"
                .formatted(name, described(name), name.equals("Completed"), isRunnable(state, of())));
        json.append(",\"Restorable\":").append(version != null);
        if (version != null) {
            json.append(",\"LatestRestorablePoint\":{\"Version\":%s,\"Timestamp\":\"2024/01/01.00:00:00+0000\"}"
                    .formatted(version));
        }
        json.append(",\"DestinationURL\":\"")
                .append(state.getProperty(of() + "url"))
                .append('"');
        if (name.equals("Running")) {
            json.append(",\"StopAfterSnapshot\":true,\"SnapshotIntervalSeconds\":864000,\"LogBytesWritten\":%d"
                            .formatted(512)
                    + ",\"RangeBytesWritten\":" + state.getProperty(of() + "bytes") + ",\"CurrentSnapshot\":{}");
        }
        return json.append(",\"Errors\":[]}").toString();
    }

    private static String described(String name) {
        return switch (name) {
            case "Submitted" -> "has been submitted";
            case "Running" -> "has been started";
            case "Completed" -> "has been completed";
            case "Aborted" -> "has been aborted";
            default -> "<undefined>";
        };
    }

    /** As {@code getStatus} has it, as far as it goes. */
    private List<String> text(Properties state, String tag, boolean paused) {
        var lines = new ArrayList<String>();
        var name = state.getProperty(of() + "state");
        if (name == null) {
            lines.add("No previous backups found.");
        } else {
            var url = state.getProperty(of() + "url");
            lines.add(
                    name.equals("Running")
                            ? "The backup on tag `" + tag + "' is in progress to " + url + "."
                            : "The previous backup on tag `" + tag + "' at " + url + " " + described(name) + ".");
            lines.add("BackupUID: " + state.getProperty(of() + "uid"));
            lines.add("BackupURL: " + url);
            var error = state.getProperty(of() + "error");
            if (error != null) {
                lines.add("Recent Errors (since initialization)");
                lines.add("3.00 second(s) ago : " + error);
            }
        }
        if (paused) {
            lines.add("");
            lines.add("All backup agents have been paused.");
        }
        lines.add("");
        return lines;
    }

    private int abort() throws IOException {
        var tag = options.value("-t", "default");
        var aborted = look(state -> {
            if (!isRunnable(state, of())) {
                return false;
            }
            state.setProperty(of() + "state", "Aborted");
            return true;
        });
        if (!aborted) {
            err("ERROR: A backup was not running on tag `%s'", tag);
            return FAILED;
        }
        out("The backup on tag `%s' was successfully aborted.", tag);
        return DONE;
    }

    private int pause(boolean pause) throws IOException {
        var faults = cluster.faults();
        if (pause) {
            faults.add(Fault.AGENTS_PAUSED);
        } else {
            faults.remove(Fault.AGENTS_PAUSED);
        }
        cluster.faults(faults);
        out("All backup agents have been %s.", pause ? "paused" : "resumed");
        return DONE;
    }

    private int describe() throws IOException {
        var url = options.value("-d", "");
        if (!options.hasSecretFor(url)) {
            err("ERROR: Cannot find authentication details (such as a password or secret key) for the specified Backup"
                    + " Container URL");
            return FAILED;
        }
        look(state -> state);
        var container = StandInContainer.of(cluster, url);
        if (!container.exists()) {
            err("ERROR: Backup does not exist");
            return FAILED;
        }
        if (options.has("--json")) {
            out(container.json());
        } else {
            container.description().forEach(this::out);
        }
        return DONE;
    }
}
