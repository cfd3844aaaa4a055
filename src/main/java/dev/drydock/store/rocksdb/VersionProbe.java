package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.StoreVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Tells which server has written a directory.
 *
 * @param version the answer
 * @param reason for {@link StoreVersion#FOREIGN}, what speaks against it, as a phrase after the store's name; else empty
 * @param families the column families there are
 */
record VersionProbe(StoreVersion version, String reason, Set<String> families) {

    private static final int COLLECTION_PREFIX = 5;

    /** Reads little, however large the store is; changes nothing. The caller holds the {@link StoreLock}. */
    static VersionProbe of(Path directory, String name) throws StoreException {
        try {
            if (!DirectoryTree.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                return new VersionProbe(StoreVersion.BLANK, "", Set.of());
            }
            if (!Files.isDirectory(directory)) {
                return foreign("is not a directory");
            }
            if (DirectoryTree.isEmpty(directory)) {
                return new VersionProbe(StoreVersion.BLANK, "", Set.of());
            }
            if (!DirectoryTree.exists(directory.resolve("CURRENT"))) {
                requireNotDamaged(directory, name);
                return foreign("is a directory with other files than those of RocksDB");
            }
        } catch (IOException e) {
            throw RocksDbFailure.of(name, "cannot be looked at", e);
        }
        new StoreFiles(directory, name).requireManifest();
        var found = ColumnFamilies.in(directory, name);
        return ofFamilies(found, directory, name);
    }

    private static VersionProbe ofFamilies(Set<String> found, Path directory, String name) throws StoreException {
        if (found.stream()
                .anyMatch(family ->
                        ColumnFamilies.OF_V080.contains(family) && !ColumnFamilies.OF_V073.contains(family))) {
            var version = holdsRecordsOfV073(found, directory, name) ? StoreVersion.BOTH : StoreVersion.V0_8_0;
            return new VersionProbe(version, "", found);
        }
        if (found.containsAll(ColumnFamilies.OF_V073)) {
            return new VersionProbe(StoreVersion.V0_7_3, "", found);
        }
        return foreign("is a RocksDB database with the column families " + String.join(" ", new TreeSet<>(found)));
    }

    private static boolean holdsRecordsOfV073(Set<String> found, Path directory, String name) throws StoreException {
        var shared = ColumnFamilies.OF_V073.stream().filter(found::contains).collect(Collectors.toUnmodifiableSet());
        try (var database = ReadOnlyDatabase.open(directory, name, shared, StoreLock.NONE)) {
            return (shared.contains("b") && hasBitmapsOfV073(database))
                    || (shared.contains("c") && startsWithValue(database, "c"))
                    || (shared.contains("v") && startsWithValue(database, "v"));
        }
    }

    /**
     * In {@code b}, v0.8.0 has no values, and v0.7.3 none without: bitmaps, at keys of account, collection, and a class
     * that is 0, or 40 hexadecimal and up. So three looks per account and collection are enough.
     */
    private static boolean hasBitmapsOfV073(ReadOnlyDatabase database) throws StoreException {
        try (var iterator = database.seek("b")) {
            iterator.seekToFirst();
            while (isValid(iterator, database, "b")) {
                if (iterator.value().length > 0) {
                    return true;
                }
                var prefix = Arrays.copyOf(iterator.key(), COLLECTION_PREFIX);
                for (var bitmapClass : new byte[] {0x40, (byte) 0x80}) {
                    var place = Arrays.copyOf(prefix, COLLECTION_PREFIX + 1);
                    place[COLLECTION_PREFIX] = bitmapClass;
                    iterator.seek(place);
                    if (isValid(iterator, database, "b") && iterator.value().length > 0) {
                        return true;
                    }
                }
                if (!increment(prefix)) {
                    return false;
                }
                iterator.seek(prefix);
            }
            return false;
        }
    }

    /** In {@code c} and {@code v}, v0.8.0 has keys only; v0.7.3 had counters and values. */
    private static boolean startsWithValue(ReadOnlyDatabase database, String family) throws StoreException {
        try (var iterator = database.seek(family)) {
            iterator.seekToFirst();
            if (!isValid(iterator, database, family)) {
                return false;
            }
            if (iterator.value().length > 0) {
                return true;
            }
            // A property may be empty; a setting (class 8 of v0.7.3) is the kind every store has.
            iterator.seek(new byte[] {8});
            return isValid(iterator, database, family) && iterator.value().length > 0;
        }
    }

    private static boolean isValid(RocksIterator iterator, ReadOnlyDatabase database, String family)
            throws StoreException {
        if (iterator.isValid()) {
            return true;
        }
        try {
            iterator.status();
            return false;
        } catch (RocksDBException e) {
            throw database.failure(family, e);
        }
    }

    /** The next prefix of the same length; false after the last one. */
    private static boolean increment(byte[] prefix) {
        for (var i = prefix.length - 1; i >= 0; i--) {
            if (++prefix[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static void requireNotDamaged(Path directory, String name) throws IOException, StoreException {
        try (var files = Files.newDirectoryStream(directory, "{MANIFEST-*,*.sst}")) {
            if (files.iterator().hasNext()) {
                throw new StoreException(
                        "The store " + name + " cannot be opened: the file CURRENT is missing",
                        "Bring it back, or copy the whole directory again while the server is stopped");
            }
        }
    }

    private static VersionProbe foreign(String reason) {
        return new VersionProbe(StoreVersion.FOREIGN, reason, Set.of());
    }
}
