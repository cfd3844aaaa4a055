package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.FileBackup;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.OldStore;
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
    public FileBackup backup(OldStore store) {
        return new FileBackup("Data directory", store);
    }

    @Override
    public void snapshot(Path store, Path target) throws StoreException {
        new LiveDirectory(store, SCHEME + ":" + store).copyTo(target);
    }

    @Override
    public void keepLibrary(Path directory) throws StoreException {
        RocksDbLibrary.keepIn(directory);
    }

    @Override
    public PlacedStore at(Path path) {
        return new RocksDbStore(path);
    }
}
