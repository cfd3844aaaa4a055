package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.NativeLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/** Loads SQLite's native library from a directory of ours, once, before the first connection wants to. */
final class SqliteLibrary {

    private static final String NAME = "SQLite";
    private static final String DIRECTORY_PROPERTY = "org.sqlite.tmpdir";
    private static final String KEPT_PROPERTY = "org.sqlite.lib.path";

    /** For a library of 1.1 MB. */
    private static final long ROOM = 2_000_000;

    private static boolean loaded;

    private SqliteLibrary() {}

    static synchronized void load() throws StoreException {
        if (loaded) {
            return;
        }
        NativeLibraries.kept().ifPresent(kept -> System.setProperty(KEPT_PROPERTY, kept.toString()));
        var parent = NativeLibraries.directory();
        try {
            var directory = Files.createTempDirectory(parent, "sqlite-");
            try {
                System.setProperty(DIRECTORY_PROPERTY, directory.toString());
                SQLiteJDBCLoader.initialize();
            } finally {
                System.clearProperty(DIRECTORY_PROPERTY);
                // Once loaded, the file is not needed any more: the mapping holds it.
                delete(directory);
            }
            loaded = true;
        } catch (Exception | LinkageError e) {
            throw NativeLibraries.loadingFailed(NAME, parent, ROOM, e);
        }
    }

    static void keepIn(Path directory) throws StoreException {
        NativeLibraries.keep(
                directory,
                NAME,
                SQLiteJDBCLoader.class,
                LibraryLoaderUtil.getNativeLibResourcePath().substring(1) + "/" + LibraryLoaderUtil.getNativeLibName());
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
