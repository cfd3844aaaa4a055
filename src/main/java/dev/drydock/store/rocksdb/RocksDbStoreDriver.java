package dev.drydock.store.rocksdb;

import dev.drydock.store.BackupStrategy;
import dev.drydock.store.FileBackup;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.PlacedStore;
import java.nio.file.Path;

/** Stores in RocksDB directories. */
public final class RocksDbStoreDriver implements FileStoreDriver {

    static final String SCHEME = "rocksdb";

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public BackupStrategy backup() {
        return new FileBackup("Data directory");
    }

    @Override
    public PlacedStore at(Path path) {
        return new RocksDbStore(path);
    }
}
