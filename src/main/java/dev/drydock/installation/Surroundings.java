package dev.drydock.installation;

import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.installation.configuration.StoreKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the configuration names on the disk, to say of something found there what it is. */
final class Surroundings {

    private final Map<Path, String> named = new LinkedHashMap<>();

    Surroundings(Configuration configuration) {
        name(configuration.file(), "the configuration");
        configuration.logs().forEach(log -> name(log.path(), "the logs"));
        for (var store : configuration.stores().values()) {
            if (store instanceof StoreConfiguration.OnDisk onDisk) {
                name(onDisk.path(), "the store " + store.id());
                if (store.kind() == StoreKind.SQLITE) {
                    List.of("-wal", "-shm", "-journal")
                            .forEach(suffix -> name(Path.of(onDisk.path() + suffix), "the store " + store.id()));
                }
            }
        }
        configuration.files().forEach(file -> name(file.path(), "a file that " + file.key() + " is read from"));
    }

    /** In words: what an entry of a directory is, or holds. */
    String describe(Path entry) {
        for (var known : named.entrySet()) {
            if (known.getKey().equals(entry)) {
                return known.getValue();
            }
        }
        for (var known : named.entrySet()) {
            if (known.getKey().startsWith(entry)) {
                return "a directory with " + known.getValue();
            }
        }
        return entry.endsWith("lost+found") ? "what the file system keeps for repairs" : "something else";
    }

    private void name(Path path, String what) {
        try {
            named.putIfAbsent(path.toRealPath(), what);
        } catch (IOException e) {
            named.putIfAbsent(path.toAbsolutePath().normalize(), what);
        }
    }
}
