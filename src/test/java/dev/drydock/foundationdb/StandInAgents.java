package dev.drydock.foundationdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.sqlite.JDBC;

/**
 * The backup agents of a cluster: what they have done is found out when somebody looks. States are named as
 * {@code BackupAgentBase.actor.cpp} and {@code FileBackupAgent.actor.cpp} name them.
 */
final class StandInAgents {

    private static final Set<Fault> ASLEEP = Set.of(Fault.NO_AGENT, Fault.AGENTS_PAUSED, Fault.UNAVAILABLE);

    private final StandInCluster cluster;

    StandInAgents(StandInCluster cluster) {
        this.cluster = cluster;
    }

    /** Brings all backups and restores to where they are by now. */
    void work(Properties state) throws IOException {
        var faults = cluster.faults();
        if (faults.stream().anyMatch(ASLEEP::contains)) {
            return;
        }
        for (var key : List.copyOf(state.stringPropertyNames())) {
            if (key.startsWith("backup.") && key.endsWith(".state")) {
                backUp(state, key.substring(0, key.length() - "state".length()), faults);
            } else if (key.startsWith("restore.") && key.endsWith(".state")) {
                restore(state, key.substring(0, key.length() - "state".length()), faults);
            }
        }
    }

    /** From 0 to 1. */
    private static double done(Properties state, String of) {
        var elapsed = System.currentTimeMillis() - Long.parseLong(state.getProperty(of + "started"));
        var pace = Long.parseLong(state.getProperty(of + "pace"));
        return pace == 0 ? 1 : Math.min(1, (double) elapsed / pace);
    }

    private void backUp(Properties state, String of, Set<Fault> faults) throws IOException {
        if (!StandInState.is(state, of + "state", "Submitted", "Running")) {
            return;
        }
        var stalls = faults.contains(Fault.BACKUP_STALLS) || faults.contains(Fault.BACKUP_FAILS);
        var done = stalls ? Math.min(0.4, done(state, of)) : done(state, of);
        var bytes = (long) (cluster.keys().bytes() * done);
        state.setProperty(of + "state", "Running");
        state.setProperty(of + "bytes", Long.toString(bytes));
        if (faults.contains(Fault.BACKUP_FAILS)) {
            state.setProperty(of + "error", "Could not write to file: No space left on device");
        }
        if (done == 1) {
            var version = StandInState.version();
            StandInContainer.of(cluster, state.getProperty(of + "url")).write(cluster.keys(), version, faults);
            state.setProperty(of + "state", "Completed");
            // As far as the log goes; what is missing in front is only found by who looks at the files.
            state.setProperty(of + "version", Long.toString(version));
        }
    }

    private void restore(Properties state, String of, Set<Fault> faults) throws IOException {
        if (!StandInState.is(state, of + "state", "queued", "starting", "running")) {
            return;
        }
        var container = StandInContainer.of(cluster, state.getProperty(of + "url"));
        var done = faults.contains(Fault.RESTORE_STALLS) ? Math.min(0.4, done(state, of)) : done(state, of);
        if (!StandInState.is(state, of + "state", "running")) {
            // The first files are in: from here on the cluster has keys, and not all of them.
            take(container, true);
            state.setProperty(of + "state", "running");
        }
        state.setProperty(of + "blocks", Long.toString((long) (100 * done)));
        state.setProperty(of + "bytes", Long.toString((long) (container.bytes() * done)));
        if (faults.contains(Fault.RESTORE_FAILS)) {
            state.setProperty(of + "error", "restore_corrupted_data");
            state.setProperty(of + "state", "aborted");
        } else if (done == 1) {
            take(container, faults.contains(Fault.RESTORE_LOSES_KEYS));
            state.setProperty(of + "blocks", "100");
            state.setProperty(of + "state", "completed");
        }
    }

    /** Puts the files of a backup into their places, the mail server's keys wholly or in part. */
    private void take(StandInContainer container, boolean inPart) throws IOException {
        cluster.keys().remove();
        for (var place : List.of(cluster.store(), cluster.others())) {
            var kept = container.directory().resolve(place.getFileName());
            if (Files.exists(kept)) {
                var arriving = place.resolveSibling(place.getFileName() + ".arriving");
                Files.copy(kept, arriving, StandardCopyOption.REPLACE_EXISTING);
                if (inPart && place.equals(cluster.store())) {
                    halve(arriving);
                }
                // Whoever restores, the server's account works on it.
                Files.setPosixFilePermissions(arriving, PosixFilePermissions.fromString("rw-rw-rw-"));
                Files.move(arriving, place, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static void halve(Path file) throws IOException {
        try (var database = JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
                var statement = database.createStatement()) {
            statement.execute("DELETE FROM v WHERE rowid % 2 = 0");
        } catch (SQLException e) {
            throw new IOException("Cannot take keys away from " + file, e);
        }
    }
}
