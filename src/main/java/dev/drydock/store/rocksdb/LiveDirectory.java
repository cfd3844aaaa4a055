package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The directory of a database that somebody may be writing to. A state of it is had by second names for the files that
 * never change, and copies of the manifest and the logs. It is one state where meanwhile no file came or went and the
 * manifest has not grown; a log may have, as its end may be torn in any case.
 */
final class LiveDirectory {

    /** Files come and go only as a memory table is written out or tables are merged. */
    private static final int ATTEMPTS = 50;

    private static final long PAUSE_MILLIS = 100;

    private final Path directory;
    private final String name;

    LiveDirectory(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    void copyTo(Path target) throws StoreException {
        try {
            Files.createDirectory(target);
            for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (isOneState(target)) {
                    return;
                }
                empty(target);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            throw RocksDbFailure.of(name, "cannot be copied to " + target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("The copy of " + name + " was interrupted", "Start it again", e);
        }
        throw new StoreException(
                name + " changes so fast that no state of it can be had", "Try again when its server has less to do");
    }

    private boolean isOneState(Path target) throws IOException {
        try {
            var before = files();
            Takeover.into(target, directory, Takeover.ANYBODY);
            return before.equals(files());
        } catch (NoSuchFileException e) {
            // It went as it was about to be copied.
            return false;
        }
    }

    /** Sizes of the manifests by their names, and the names of all else. */
    private Map<String, Long> files() throws IOException {
        var found = new TreeMap<String, Long>();
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                var known = file.getFileName().toString();
                if (Takeover.belongs(known) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    found.put(known, known.startsWith("MANIFEST") ? Files.size(file) : 0);
                }
            }
        }
        return found;
    }

    private static void empty(Path target) throws IOException {
        try (var files = Files.newDirectoryStream(target)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }
}
