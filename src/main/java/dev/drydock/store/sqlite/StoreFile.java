package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A database file that exists and is not empty, and the files that SQLite keeps beside it.
 *
 * @param path the file itself, links resolved: SQLite looks for the files beside it there
 */
record StoreFile(Path path) {

    /**
     * Finds the file without opening it.
     *
     * @return {@code null} for a path that does not exist, and for an empty file
     * @throws StoreException for anything that is not a regular file: opening a FIFO would never return
     */
    static @Nullable StoreFile find(Path path) throws StoreException {
        try {
            if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
                return null;
            }
            var real = path.toRealPath();
            var attributes = Files.readAttributes(real, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new StoreException(
                        path + " is a directory, and an SQLite store is a file",
                        "Name the file in it, or use rocksdb:" + path + " if it is a RocksDB store");
            }
            if (!attributes.isRegularFile()) {
                throw new StoreException(path + " is not a regular file", "Name the file of the store");
            }
            return attributes.size() == 0 && size(beside(real, "-wal")) == 0 ? null : new StoreFile(real);
        } catch (IOException e) {
            throw SqliteFailure.of("Cannot look at " + path, e);
        }
    }

    /** The write-ahead log. */
    Path wal() {
        return beside(path, "-wal");
    }

    /** The shared index of the write-ahead log, which processes lock while they have the store open. */
    Path shm() {
        return beside(path, "-shm");
    }

    /** The rollback journal. */
    Path journal() {
        return beside(path, "-journal");
    }

    /** True if the file alone is not the whole store: a process was ended before it had tidied up. */
    boolean hasUnfinishedWork() throws IOException {
        return size(wal()) > 0 || size(journal()) > 0;
    }

    static Path beside(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /** Size in bytes; 0 for a file that is not there. */
    static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
