package dev.drydock.upgrade.phase;

import dev.drydock.store.foundationdb.FdbTools;
import dev.drydock.store.foundationdb.Patience;
import dev.drydock.store.foundationdb.Tools;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a console reaches clusters of FoundationDB, and what it may do with them.
 *
 * @param clears whether it may clear one, if somebody types what that is called
 */
public record ClusterAccess(Tools tools, Patience patience, boolean clears) {

    /** A cluster, for what needs no secret. */
    public FdbTools to(Path clusterFile) {
        return to(clusterFile, tools, null);
    }

    /** A cluster by other tools, which read a secret from a file. */
    FdbTools to(Path clusterFile, Tools others, @Nullable Path credentials) {
        return new FdbTools(others, clusterFile, credentials, patience);
    }

    /** The same with other leave. */
    public ClusterAccess withClearing(boolean allowed) {
        return new ClusterAccess(tools, patience, allowed);
    }
}
