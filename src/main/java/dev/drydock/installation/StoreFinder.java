package dev.drydock.installation;

import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.PlacedStore;
import java.util.List;
import java.util.Optional;

/** Finds the stores that a configuration names, to look into them. */
@FunctionalInterface
public interface StoreFinder {

    /** The store at its place, whatever lies there; empty for one of a kind that cannot be looked into. */
    Optional<PlacedStore> find(StoreConfiguration store);

    /** Those that lie in files. */
    static StoreFinder ofFiles(List<FileStoreDriver> drivers) {
        return store -> store instanceof StoreConfiguration.OnDisk onDisk
                ? drivers.stream()
                        .filter(driver -> driver.scheme().equals(store.kind().type()))
                        .findFirst()
                        .map(driver -> driver.at(onDisk.path()))
                : Optional.empty();
    }
}
