package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.HostException;
import dev.drydock.store.foundationdb.Interrupted;
import java.util.List;

/**
 * A backup of a cluster.
 *
 * @param file that says where it lies
 */
record LeftoverBackup(Yard yard, ClusterSite site, String title, String file) implements Leftover {

    @Override
    public List<String> now() throws StoreException {
        return ProvenBackup.read(yard, file).map(ProvenBackup::container).stream()
                .toList();
    }

    @Override
    public String delete() throws HostException, StoreException {
        var backup = ProvenBackup.read(yard, file);
        if (backup.isEmpty()) {
            return "";
        }
        var container = backup.get().container();
        Interrupted.asFailure("Deleting the backup was cut off", "Ask for the cleanup again", () -> {
            site.cluster().backups().delete(container);
            return container;
        });
        ProvenBackup.forget(yard, file);
        return container;
    }
}
