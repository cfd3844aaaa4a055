package dev.drydock.upgrade;

import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.foundationdb.ClusterFile;
import dev.drydock.store.foundationdb.FdbStore;
import dev.drydock.store.foundationdb.InstalledTools;
import dev.drydock.store.foundationdb.Patience;
import dev.drydock.store.foundationdb.Tools;
import dev.drydock.upgrade.phase.ClusterAccess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Clusters of FoundationDB that configurations name, as this console reaches them. */
public final class Clusters {

    private Clusters() {}

    /** As a console reaches them that was told nothing else: by the tools of the vendor's packages, and without clearing. */
    public static ClusterAccess usual() {
        return by(InstalledTools.ofSystem(environment()));
    }

    /** The same by the tools of one directory. */
    public static ClusterAccess in(Path directory) {
        return by(InstalledTools.in(directory, environment()));
    }

    private static ClusterAccess by(Tools tools) {
        return new ClusterAccess(tools, Patience.USUAL, false);
    }

    /** A cluster that speaks TLS is reached with the certificates that this console was started with. */
    private static Map<String, String> environment() {
        return System.getenv();
    }

    /** Where the mail server looks for the cluster file. */
    static Path file(StoreConfiguration.OnCluster store) {
        return ClusterFile.place(store.clusterFile(), Map.of(), null);
    }

    /** The store at its place; empty for one that lies elsewhere. */
    static Optional<PlacedStore> find(StoreConfiguration store, ClusterAccess access) {
        return store instanceof StoreConfiguration.OnCluster cluster
                ? Optional.of(new FdbStore(access.to(file(cluster))))
                : Optional.empty();
    }
}
