package dev.drydock.store;

import java.nio.file.Path;

/** One backend that keeps its store in files. */
public interface FileStoreDriver extends StoreDriver {

    /** The store at a path, whatever lies there; looks at nothing yet. */
    PlacedStore at(Path path);

    /** How an old store of this backend is kept. */
    FileBackup backup(OldStore store);
}
