package dev.drydock.store.sqlite;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.store.FileCopy;
import dev.drydock.store.ScratchDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Copies a store with a write-ahead log or a journal, so that SQLite can bring the two together without touching the
 * original.
 */
final class StoreCopy {

    /** Room for what SQLite itself makes beside the copy: the index of the log is 1/128 of it at the most. */
    private static final long MARGIN = 1 << 20;

    private StoreCopy() {}

    /**
     * Copies the file and what lies beside it.
     *
     * @param main a channel on the file, as no other descriptor of it may be opened and closed: see {@link StoreLock}
     * @return the copy of the main file
     */
    static Path make(StoreFile file, FileChannel main, ScratchDirectory scratch) throws StoreException {
        try {
            var before = StoreStamp.of(file);
            var copy = scratch.path().resolve("store");
            if (!FileCopy.cloned(file.path(), copy)) {
                Files.deleteIfExists(copy);
                requireSpace(file, before, scratch);
                copy(main, copy);
            }
            for (var suffix : List.of("-wal", "-journal")) {
                var beside = StoreFile.beside(file.path(), suffix);
                if (StoreFile.size(beside) > 0) {
                    try (var channel = FileChannel.open(beside)) {
                        copy(channel, StoreFile.beside(copy, suffix));
                    }
                }
            }
            before.requireUnchanged(file);
            return copy;
        } catch (IOException e) {
            throw SqliteFailure.of("Cannot copy " + file.path() + " to " + scratch.path(), e);
        }
    }

    private static void requireSpace(StoreFile file, StoreStamp sizes, ScratchDirectory scratch)
            throws IOException, StoreException {
        var needed = sizes.mainSize() + sizes.walSize() + sizes.journalSize() + sizes.walSize() / 64 + MARGIN;
        var free = Files.getFileStore(scratch.path()).getUsableSpace();
        if (free < needed) {
            throw new StoreException(
                    String.format(
                            "%s was not closed cleanly and must be read through a copy, which needs %,d bytes in %s,"
                                    + " where %,d are free",
                            file.path(), needed, scratch.path().getParent(), free),
                    "Free some space there, or set DRYDOCK_HOME to a directory on another file system");
        }
    }

    private static void copy(FileChannel from, Path to) throws IOException {
        var own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (var target = FileChannel.open(to, options, own)) {
            FileCopy.copy(from, target, Progress.NONE);
        }
    }
}
