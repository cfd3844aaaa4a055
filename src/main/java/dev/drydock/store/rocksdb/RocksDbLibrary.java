package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.NativeLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/** Loads RocksDB's native library from a directory of ours, once, before any of its classes wants to. */
final class RocksDbLibrary {

    private static final String NAME = "RocksDB";

    /** For a library of 14 MB, and of some more on other machines. */
    private static final long ROOM = 20_000_000;

    private static boolean loaded;

    private RocksDbLibrary() {}

    /** To be called before anything else of RocksDB is touched: its classes load the library from /tmp otherwise. */
    static synchronized void load() throws StoreException {
        if (loaded) {
            return;
        }
        var parent = NativeLibraries.directory();
        try {
            // The loader unpacks under a fixed name: a directory per process keeps two of us apart.
            var directory = Files.createTempDirectory(parent, "rocksdb-");
            try {
                NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
            } finally {
                // Once loaded, the file is not needed any more: the mapping holds it.
                delete(directory);
            }
            RocksDB.loadLibrary();
            loaded = true;
        } catch (IOException | RuntimeException | LinkageError e) {
            throw NativeLibraries.loadingFailed(NAME, parent, ROOM, e);
        }
    }

    static void keepIn(Path directory) throws StoreException {
        NativeLibraries.keep(directory, NAME, RocksDB.class, Environment.getJniLibraryFileName("rocksdb"));
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
