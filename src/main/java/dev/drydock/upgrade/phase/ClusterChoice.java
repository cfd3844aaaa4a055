package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.foundationdb.ClusterBackup;
import dev.drydock.store.foundationdb.Destination;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.time.Duration;

/**
 * How the cluster is to be backed up, as it was chosen.
 *
 * @param limit for a backup, and for a restore
 */
record ClusterChoice(Destination destination, String tag, Duration limit) {

    static ClusterChoice of(Blueprint.Store store) throws StoreException {
        var values = store.backup().values();
        return new ClusterChoice(
                Destination.parse(values.getOrDefault(ClusterBackup.DESTINATION, "")),
                values.getOrDefault(ClusterBackup.TAG, ""),
                ClusterBackup.limit(values.getOrDefault(ClusterBackup.LIMIT, "")));
    }
}
