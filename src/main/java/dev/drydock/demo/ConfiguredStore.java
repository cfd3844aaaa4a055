package dev.drydock.demo;

import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.installation.configuration.Compression;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreConfiguration.OnDisk;
import dev.drydock.installation.configuration.StoreKind;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStore;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.translate.BlobForm;
import java.nio.file.Path;

/**
 * The store that a configuration names for mail data and for message bodies.
 *
 * @param path the file of SQLite, the directory of RocksDB
 * @param form how new message bodies are written
 */
record ConfiguredStore(FileStoreDriver driver, Path path, BlobForm form) {

    private static final String NEXT_STEP = "Give the stand-in a configuration with one store of SQLite or RocksDB";

    PlacedStore store() {
        return driver.at(path);
    }

    /** Opens it as the server of v0.8.0 does, which keeps others from changing it and lets them look. */
    StoreEditor openServing() throws StoreException {
        var store = store();
        return store instanceof SqliteStore sqlite ? sqlite.openServing() : store.openEditor();
    }

    /**
     * Looks it up.
     *
     * @param work where copies of stores that were not closed cleanly go
     * @throws StoreException where there is none, or one that a stand-in does not know
     */
    static ConfiguredStore of(Configuration configuration, Path work) throws StoreException {
        var data = configuration.store(Role.DATA);
        if (data == null) {
            throw new StoreException("No store configured in " + configuration.file(), NEXT_STEP);
        }
        if (!data.equals(configuration.store(Role.BLOB)) || !(data instanceof OnDisk store)) {
            throw new StoreException("The store of " + configuration.file() + " is none for a stand-in", NEXT_STEP);
        }
        FileStoreDriver driver =
                store.kind() == StoreKind.SQLITE ? new SqliteStoreDriver(work) : new RocksDbStoreDriver();
        return new ConfiguredStore(
                driver, store.path(), store.compression() == Compression.LZ4 ? BlobForm.LZ4 : BlobForm.PLAIN);
    }
}
