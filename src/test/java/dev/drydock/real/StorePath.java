package dev.drydock.real;

import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.nio.file.Path;

/**
 * Where a store is.
 *
 * @param scheme {@code sqlite} or {@code rocksdb}, in Drydock and in the server's configuration
 * @param path the SQLite file or the RocksDB directory
 */
record StorePath(String scheme, Path path) {

    /** The adapter that reads and writes it. */
    FileStoreDriver driver() {
        return switch (scheme) {
            case "sqlite" -> new SqliteStoreDriver();
            case "rocksdb" -> new RocksDbStoreDriver();
            default -> throw new IllegalArgumentException(scheme);
        };
    }

    @Override
    public String toString() {
        return scheme + ":" + path;
    }
}
