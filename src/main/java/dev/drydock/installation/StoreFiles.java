package dev.drydock.installation;

import dev.drydock.installation.configuration.StoreKind;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells the files of a store from what else lies beside them, by their names. */
public final class StoreFiles {

    /**
     * What RocksDB 8 writes into its directory, see its {@code file/filename.cc}; an extended regular expression, so that
     * {@code grep} reads it as Java does.
     */
    public static final String ROCKSDB_NAMES = "CURRENT|IDENTITY|LOCK|LOG(\\.old(\\.[0-9]+)?)?"
            + "|MANIFEST-[0-9]+|OPTIONS-[0-9]+(\\.dbtmp)?|[0-9]+\\.(sst|ldb|log|blob|dbtmp)";

    private static final Pattern ROCKSDB = Pattern.compile(ROCKSDB_NAMES);

    private StoreFiles() {}

    /** What SQLite calls a database, by the path that it was given, and what it keeps beside it. */
    public static List<String> sqliteNames(Path store) {
        var file = store.getFileName().toString();
        return Stream.of("", "-wal", "-shm", "-journal")
                .map(suffix -> file + suffix)
                .toList();
    }

    /** Whether an entry of the store's directory belongs to the store. */
    public static boolean belongs(StoreKind kind, Path store, Path entry) {
        var name = entry.getFileName().toString();
        return switch (kind) {
            case ROCKSDB -> ROCKSDB.matcher(name).matches() && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
            case SQLITE -> sqliteNames(store).contains(name);
            // Bodies lie under names of their hashes, in directories of two digits; all that is there is the store's.
            case FS -> true;
            default -> false;
        };
    }
}
