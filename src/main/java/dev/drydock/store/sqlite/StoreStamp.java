package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * Sizes in bytes and times of change of a store's files: two that are equal say that nobody has written in between.
 * Where our lock cannot keep others out, because we may only read the file, this notices them.
 */
record StoreStamp(
        long mainSize, FileTime mainTime, long walSize, FileTime walTime, long journalSize, FileTime journalTime) {

    private static final FileTime NEVER = FileTime.fromMillis(0);

    static StoreStamp of(StoreFile file) throws IOException {
        return new StoreStamp(
                StoreFile.size(file.path()),
                time(file.path()),
                StoreFile.size(file.wal()),
                time(file.wal()),
                StoreFile.size(file.journal()),
                time(file.journal()));
    }

    private static FileTime time(Path file) throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file) : NEVER;
    }

    /** Refuses to go on with a store that was written to since this was taken. */
    void requireUnchanged(StoreFile file) throws StoreException {
        try {
            if (!of(file).equals(this)) {
                throw new StoreException(
                        file.path() + " was changed while it was being read",
                        "Stop the service first, then start again");
            }
        } catch (IOException e) {
            throw SqliteFailure.of("Cannot look at " + file.path(), e);
        }
    }
}
