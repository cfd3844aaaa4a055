package dev.drydock.upgrade.blueprint;

import java.nio.file.Path;

/**
 * A store in a cluster of FoundationDB, which the vendor's tools save, clear and restore.
 *
 * @param place as an admin writes it, {@code foundationdb:CLUSTER_FILE}
 * @param clusterFile through which the cluster is reached
 * @param description of the cluster, as its file has it: who lets Drydock clear it, has to type this
 * @param destination that the backup goes to, without what is secret in it
 * @param tag of the backup
 * @param read directory of what is read out of exports, because the cluster itself cannot be read: a copy of all mail
 */
public record StoredCluster(
        String place, Path clusterFile, String description, String destination, String tag, Path read) {

    /** The old store, laid out from the export of v0.7.3. */
    public Path oldRead() {
        return read.resolve("old");
    }

    /** The new store, laid out from an export of v0.8.0. */
    public Path newRead() {
        return read.resolve("new");
    }

    /** Where the old store is, for people, once the key range is cleared. */
    public String oldPlace() {
        return "backup " + tag + " in " + destination;
    }
}
