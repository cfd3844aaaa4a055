package dev.drydock.store.foundationdb;

import java.util.List;
import java.util.OptionalLong;

/**
 * What {@code fdbbackup describe --deep} finds in a container, by looking at its files.
 *
 * @param url of the container
 * @param restorable whether it can be restored to any version
 * @param minRestorable the first version that it can be restored to
 * @param maxRestorable the last one, which has all that was there when the backup ended
 * @param snapshotBytes in files of its snapshots
 * @param contiguousLogEnd up to which its log of changes has no gap
 * @param maxLogEnd where the last file of that log ends
 * @param expiredEnd before which files were removed on purpose
 * @param unreliableEnd before which files may have been removed
 */
public record BackupDescription(
        String url,
        boolean restorable,
        OptionalLong minRestorable,
        OptionalLong maxRestorable,
        long snapshotBytes,
        List<Snapshot> snapshots,
        OptionalLong contiguousLogEnd,
        OptionalLong maxLogEnd,
        OptionalLong expiredEnd,
        OptionalLong unreliableEnd) {

    /**
     * All keys and values, read between two versions.
     *
     * @param restorable whether the log covers the time of the reading
     * @param percentExpired how much of it was removed on purpose
     */
    public record Snapshot(long start, long end, boolean restorable, long bytes, double percentExpired) {}

    public BackupDescription {
        snapshots = List.copyOf(snapshots);
    }

    /** Whether it is whole: restorable, no gap in its log, nothing of it expired, and no snapshot that cannot be used. */
    public boolean isWhole() {
        return restorable
                && contiguousLogEnd.equals(maxLogEnd)
                && expiredEnd.isEmpty()
                && snapshots.stream().allMatch(snapshot -> snapshot.restorable() && snapshot.percentExpired() == 0);
    }
}
