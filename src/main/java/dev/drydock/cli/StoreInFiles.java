package dev.drydock.cli;

import dev.drydock.store.StoreLocation;
import java.nio.file.Path;
import java.util.Optional;

/** A store or an export that lies in files. */
record StoreInFiles(StoreLocation location) implements NamedStore {

    @Override
    public boolean isExport() {
        return location.kind() == StoreLocation.Kind.EXPORT;
    }

    @Override
    public Optional<Path> path() {
        return Optional.of(location.path());
    }

    @Override
    public String advice() {
        return "Check the path: the configuration names it in store.<id>.path";
    }

    @Override
    public String toString() {
        return location.toString();
    }
}
