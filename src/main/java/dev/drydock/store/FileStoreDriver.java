package dev.drydock.store;

import dev.drydock.conversion.StoreException;
import java.nio.file.Path;

/** One backend that keeps its store in files. */
public interface FileStoreDriver extends StoreDriver {

    /** The store at a path, whatever lies there; looks at nothing yet. */
    PlacedStore at(Path path);

    /**
     * Brings the state that a v0.7.3 store has at one moment to another place, as a store of its own, while its server may be
     * at work on it. The server is not held up, and nothing of its store changes.
     *
     * @param target nothing lies there yet
     * @throws StoreException also where the store changes so fast that no state of it can be had
     */
    void snapshot(Path store, Path target) throws StoreException;

    /**
     * Unpacks the native library into a directory, for programs to come that are started with
     * {@link NativeLibraries#optionsToLoadFrom}.
     */
    void keepLibrary(Path directory) throws StoreException;

    /** How an old store of this backend is kept. */
    FileBackup backup(OldStore store);
}
