package dev.drydock.installation;

import dev.drydock.installation.configuration.StoreKind;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Tells the files of a store from what else lies beside them, by their names. */
final class StoreFiles {

    /** What RocksDB 8 writes into its directory, see its {@code file/filename.cc}. */
    private static final Pattern ROCKSDB = Pattern.compile("CURRENT|IDENTITY|LOCK|LOG(\\.old(\\.\\d+)?)?"
            + "|MANIFEST-\\d+|OPTIONS-\\d+(\\.dbtmp)?|\\d+\\.(sst|ldb|log|blob|dbtmp)");

    private StoreFiles() {}

    /** Whether an entry of the store's directory belongs to the store. */
    static boolean belongs(StoreKind kind, Path store, Path entry) {
        var name = entry.getFileName().toString();
        return switch (kind) {
            case ROCKSDB -> ROCKSDB.matcher(name).matches() && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
            case SQLITE -> {
                var file = store.getFileName().toString();
                yield name.equals(file)
                        || name.equals(file + "-wal")
                        || name.equals(file + "-shm")
                        || name.equals(file + "-journal");
            }
            // Bodies lie under names of their hashes, in directories of two digits; all that is there is the store's.
            case FS -> true;
            default -> false;
        };
    }
}
