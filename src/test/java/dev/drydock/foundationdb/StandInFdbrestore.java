package dev.drydock.foundationdb;

import dev.drydock.host.LineConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;

/** Stands in for fdbrestore: {@code fdbbackup/backup.actor.cpp} and {@code fdbclient/FileBackupAgent.actor.cpp} of 7.1. */
final class StandInFdbrestore extends StandInTool {

    private final StandInOptions options;

    StandInFdbrestore(StandInCluster cluster, StandInOptions options, LineConsumer lines) {
        super(cluster, lines);
        this.options = options;
    }

    int run() throws IOException, InterruptedException {
        var clusterFile = options.value("--dest-cluster-file", "");
        if (clusterFile.isEmpty()) {
            err("Restore destination cluster file must be specified explicitly.");
            return FAILED;
        }
        if (!Files.exists(Path.of(clusterFile))) {
            err("Restore destination cluster file '%s' does not exist.", clusterFile);
            return FAILED;
        }
        if (is(Fault.UNAVAILABLE)) {
            // The real one goes on trying until somebody ends it.
            while (true) {
                options.pause();
            }
        }
        return switch (options.action()) {
            case "start" -> start();
            case "status" -> {
                out(look(state -> status(state, options.value("-t", "default"), true)));
                out("");
                out("");
                yield DONE;
            }
            case "abort" -> abort();
            default -> {
                err("ERROR: Unsupported restore action %s", options.action());
                yield FAILED;
            }
        };
    }

    private static boolean isRunning(Properties state, String of) {
        return StandInState.is(state, of + "state", "queued", "starting", "running");
    }

    private int start() throws IOException, InterruptedException {
        var url = options.value("-r", "");
        if (!options.hasSecretFor(url)) {
            err("ERROR: Cannot find authentication details (such as a password or secret key) for the specified Backup"
                    + " Container URL");
            return FAILED;
        }
        var container = StandInContainer.of(cluster, url);
        if (!container.exists()) {
            err("ERROR: Backup does not exist");
            return FAILED;
        }
        out("Backup Description");
        container.description().forEach(this::out);
        var version = Long.parseLong(options.value("-v", "-1"));
        if (!container.isRestorable(version)) {
            err("ERROR: Restore version %d is not possible from %s", version, url);
            err("ERROR: Invalid restore version");
            return FAILED;
        }
        out("Restoring backup to version: %d", version);
        var refused = look(state -> submit(state, url, version));
        if (!refused.isEmpty()) {
            err("ERROR: " + refused);
            return FAILED;
        }
        return options.has("-w") ? await() : DONE;
    }

    private String of() {
        return "restore." + options.value("-t", "default") + ".";
    }

    /** Why not; empty where it was submitted. */
    private String submit(Properties state, String url, long version) throws IOException {
        if (isRunning(state, of())) {
            return "Restore duplicate request";
        }
        if (!cluster.isEmpty()) {
            return "Attempted to restore into a non-empty destination database";
        }
        state.setProperty(of() + "state", "queued");
        state.setProperty(of() + "uid", UUID.randomUUID().toString().replace("-", ""));
        state.setProperty(of() + "url", url);
        state.setProperty(of() + "target", Long.toString(version));
        state.setProperty(of() + "started", Long.toString(System.currentTimeMillis()));
        state.setProperty(of() + "pace", Long.toString(cluster.pace().toMillis()));
        state.setProperty(of() + "bytes", "0");
        state.setProperty(of() + "blocks", "0");
        state.remove(of() + "error");
        return "";
    }

    private int await() throws IOException, InterruptedException {
        var tag = options.value("-t", "default");
        while (look(state -> {
            out(status(state, tag, false));
            return isRunning(state, of());
        })) {
            options.pause();
        }
        if (!look(state -> StandInState.is(state, of() + "state", "completed"))) {
            err("ERROR: Restore error");
            return FAILED;
        }
        out("Restored to version %s", options.value("-v", "-1"));
        return DONE;
    }

    private String status(Properties state, String tag, boolean full) {
        var name = state.getProperty(of() + "state");
        var known = name != null;
        var error = state.getProperty(of() + "error");
        var text = "Tag: %s  UID: %s  State: %s  Blocks: %s/%d  BlocksInProgress: 0  Files: %d  BytesWritten: %s  "
                .formatted(
                        known ? tag : "",
                        known ? state.getProperty(of() + "uid") : "0".repeat(32),
                        known ? name : "unitialized",
                        known ? state.getProperty(of() + "blocks") : "0",
                        known ? 100 : 0,
                        known ? 2 : 0,
                        known ? state.getProperty(of() + "bytes") : "0");
        text += "CurrentVersion: 0 FirstConsistentVersion: 0  ApplyVersionLag: 0  LastError: "
                + (error == null ? "None" : "'" + error + "' 2s ago.\n");
        if (!full) {
            return text;
        }
        return text
                + "  URL: %s  Range: ''-'\\xff'  AddPrefix: ''  RemovePrefix: ''  Version: %s"
                        .formatted(
                                known ? state.getProperty(of() + "url") : "",
                                known ? state.getProperty(of() + "target") : "0");
    }

    private int abort() throws IOException {
        var tag = options.value("-t", "default");
        var name = look(state -> {
            if (isRunning(state, of())) {
                state.setProperty(of() + "state", "aborted");
            }
            return state.getProperty(of() + "state", "unitialized");
        });
        out("RESTORE_ABORT Tag: %s  State: %s", tag, name);
        return DONE;
    }
}
