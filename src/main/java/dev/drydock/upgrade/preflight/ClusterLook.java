package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.foundationdb.ClusterStatus;
import dev.drydock.upgrade.phase.ClusterSite;
import dev.drydock.upgrade.phase.Yard;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster and what it says of itself, asked for once: one that is in trouble takes its time to answer. For one thread. */
final class ClusterLook {

    private final ClusterSite site;
    private @Nullable ClusterStatus status;
    private @Nullable StoreException failure;

    private ClusterLook(ClusterSite site) {
        this.site = site;
    }

    /** The cluster that the store lies in; empty where it lies elsewhere. */
    static Optional<ClusterLook> of(Yard yard) {
        return yard.site() instanceof ClusterSite cluster ? Optional.of(new ClusterLook(cluster)) : Optional.empty();
    }

    ClusterSite site() {
        return site;
    }

    /** @throws StoreException where it did not answer when it was asked, each time */
    ClusterStatus status() throws StoreException, InterruptedException {
        if (failure != null) {
            throw failure;
        }
        var known = status;
        if (known == null) {
            try {
                known = site.cluster().status();
            } catch (StoreException e) {
                failure = e;
                throw e;
            }
            status = known;
        }
        return known;
    }
}
