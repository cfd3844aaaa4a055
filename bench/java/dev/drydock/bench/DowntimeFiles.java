package dev.drydock.bench;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Stores of files, which lie beside each other in a directory. */
record DowntimeFiles(String backend, Path directory) implements DowntimeStores {

    private FileStoreDriver driver() {
        return backend.equals("sqlite") ? new SqliteStoreDriver() : new RocksDbStoreDriver();
    }

    private Path path(String name) {
        return directory.resolve(backend.equals("sqlite") ? name + ".sqlite3" : name);
    }

    private Path path(Made made) {
        return path(made.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void generate(StoreShape shape, Path sorting) throws Exception {
        new StoreGenerator(shape.withCompressed(backend.equals("rocksdb"))).generate(driver(), path("old"), sorting);
    }

    @Override
    public PlacedStore old() {
        return driver().at(path("old"));
    }

    @Override
    public PlacedStore blank(Made made) throws IOException {
        delete(path(made));
        return made(made);
    }

    @Override
    public PlacedStore made(Made made) {
        return driver().at(path(made));
    }

    @Override
    public boolean isConvertedByConsole() {
        return false;
    }

    @Override
    public SuccessorSink successor(PlacedStore target, RecordSource source) throws StoreException {
        return target.createSuccessor(source, Progress.NONE);
    }

    @Override
    public boolean leavesContents() {
        return false;
    }

    @Override
    public List<String> passwords(boolean withTarget) {
        return List.of();
    }

    @Override
    public String settingsOfOld() {
        return settings(path("old"));
    }

    @Override
    public String settingsOfImported() {
        return settings(path(Made.IMPORTED));
    }

    private String settings(Path store) {
        return """
                type = "%s"
                path = "%s"
                %s
                """.formatted(backend, store, backend.equals("rocksdb") ? "compression = \"lz4\"" : "");
    }

    @Override
    public long used(Made made) throws IOException {
        return used(directory);
    }

    static long used(Path directory) throws IOException {
        var inodes = new LinkedHashMap<Object, Long>();
        try (var files = Files.walk(directory)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    inodes.put(Files.getAttribute(file, "unix:ino"), Files.size(file));
                }
            }
        }
        return inodes.values().stream().mapToLong(Long::longValue).sum();
    }

    static void delete(Path path) throws IOException {
        for (var suffix : List.of("", "-wal", "-shm")) {
            var file = path.resolveSibling(path.getFileName() + suffix);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try (var below = Files.walk(file)) {
                for (var each : (Iterable<Path>) below.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(each);
                }
            }
        }
    }

    @Override
    public void close() {
        // The directory goes as a whole.
    }
}
