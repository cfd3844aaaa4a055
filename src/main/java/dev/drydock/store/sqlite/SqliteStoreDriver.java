package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.FileBackup;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.OldStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Stores that are one SQLite file each. */
public final class SqliteStoreDriver implements FileStoreDriver {

    static final String SCHEME = "sqlite";

    private final @Nullable Path work;

    /** Copies of stores that were not closed cleanly go to {@code work} under the home. */
    public SqliteStoreDriver() {
        this.work = null;
    }

    /**
     * Copies of stores that were not closed cleanly go to a directory of the caller's choice.
     *
     * @param work the directory, made when it is needed
     */
    public SqliteStoreDriver(Path work) {
        this.work = work;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public FileBackup backup(OldStore store) {
        return new FileBackup("Database file", store);
    }

    @Override
    public void snapshot(Path store, Path target) throws StoreException {
        var file = StoreFile.find(store);
        if (file == null) {
            throw new StoreException("There is no store at " + SCHEME + ":" + store, "Name the store of the server");
        }
        LiveDatabase.copy(file, target);
    }

    @Override
    public void keepLibrary(Path directory) throws StoreException {
        SqliteLibrary.keepIn(directory);
    }

    @Override
    public SqliteStore at(Path path) {
        return new SqliteStore(path, work);
    }
}
