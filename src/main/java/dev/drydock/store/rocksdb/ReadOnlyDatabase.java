package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;

/**
 * A RocksDB directory opened for reading: nothing in it changes and nothing is added, not even a log. What a killed
 * server left in its write-ahead log is replayed into memory.
 *
 * <p>Memory does not grow with the store: few files are open at a time, and their indexes live in a cache of fixed
 * size. The replayed log takes what the server's own memory tables took.
 */
final class ReadOnlyDatabase implements AutoCloseable {

    static final String DEFAULT = "default";

    private static final int MOST_OPEN_FILES = 256;
    private static final long CACHE = 32L << 20;
    private static final long READ_AHEAD = 2L << 20;
    /** The families that the servers keep with merge operators. */
    private static final Set<String> MERGED = Set.of("b", "c", "n", "u");

    private final String name;
    private final MergePieces pieces = new MergePieces();
    private final Map<String, ColumnFamilyHandle> families = new HashMap<>();
    /** Closed last to first. */
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    private final RocksDB database;
    private final ReadOptions scanning;
    private final ReadOptions seeking;

    private ReadOnlyDatabase(Path directory, String name, Collection<String> wanted)
            throws StoreException, RocksDBException {
        this.name = name;
        try {
            resources.push(StoreLock.shared(directory, name));
            var cache = own(new LRUCache(CACHE));
            var options = own(new DBOptions());
            options.setCreateIfMissing(false);
            options.setMaxOpenFiles(MOST_OPEN_FILES);
            options.setMaxFileOpeningThreads(2);
            // The torn end of a log is what a kill leaves; damage anywhere else must not pass for the end of it.
            options.setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords);

            var descriptors = new ArrayList<ColumnFamilyDescriptor>();
            var names = new LinkedHashSet<String>();
            names.add(DEFAULT);
            names.addAll(wanted);
            for (var family : names) {
                descriptors.add(new ColumnFamilyDescriptor(bytes(family), familyOptions(family, cache)));
            }
            var handles = new ArrayList<ColumnFamilyHandle>();
            database = own(RocksDB.openReadOnly(options, directory.toString(), descriptors, handles));
            var handle = handles.iterator();
            for (var family : names) {
                families.put(family, own(handle.next()));
            }
            // A scan must not push the indexes out of the cache; get() profits from what is in it.
            scanning = own(new ReadOptions())
                    .setVerifyChecksums(true)
                    .setFillCache(false)
                    .setReadaheadSize(READ_AHEAD);
            seeking = own(new ReadOptions()).setVerifyChecksums(true);
        } catch (StoreException | RocksDBException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The column families in a RocksDB directory. */
    static Set<String> families(Path directory, String name) throws StoreException {
        RocksDbLibrary.load();
        try (var options = new Options()) {
            var found = new LinkedHashSet<String>();
            for (var family : RocksDB.listColumnFamilies(options, directory.toString())) {
                found.add(new String(family, StandardCharsets.UTF_8));
            }
            if (!found.contains(DEFAULT)) {
                // The Java client does not pass on why.
                throw new StoreException(
                        "The store " + name + " cannot be opened: its column families cannot be listed",
                        "Restore the directory from a backup");
            }
            return found;
        } catch (RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be opened", e);
        }
    }

    /** @param wanted column families that exist */
    static ReadOnlyDatabase open(Path directory, String name, Collection<String> wanted) throws StoreException {
        RocksDbLibrary.load();
        try {
            return new ReadOnlyDatabase(directory, name, wanted);
        } catch (RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be opened", e);
        }
    }

    String name() {
        return name;
    }

    MergePieces pieces() {
        return pieces;
    }

    /** An iterator for one walk over all of a family; the caller closes it. */
    RocksIterator scan(String family) {
        return database.newIterator(handle(family), scanning);
    }

    /** An iterator for jumping about in a family; the caller closes it. */
    RocksIterator seek(String family) {
        return database.newIterator(handle(family), seeking);
    }

    byte @Nullable [] get(String family, byte[] key) throws StoreException {
        try {
            return database.get(handle(family), seeking, key);
        } catch (RocksDBException e) {
            throw failure(family, e);
        }
    }

    boolean has(String family) {
        return families.containsKey(family);
    }

    /** True if the family has this record; where values are merged, if it has the key. */
    boolean holds(String family, byte[] key, byte[] value) throws StoreException {
        var found = get(family, key);
        return found != null && (MERGED.contains(family) || Arrays.equals(found, value));
    }

    /** The names of all table files that belong to the database. */
    Set<String> tables() {
        return database.getLiveFilesMetaData().stream()
                .map(file -> file.fileName().replace("/", ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many blob files belong to the database. */
    long blobFiles() throws StoreException {
        try {
            var count = 0L;
            for (var family : families.values()) {
                count += database.getLongProperty(family, "rocksdb.num-blob-files");
            }
            return count;
        } catch (RocksDBException e) {
            throw failure(WritableDatabase.BLOBS, e);
        }
    }

    OptionalLong estimatedRows(String family) throws StoreException {
        try {
            return OptionalLong.of(database.getLongProperty(handle(family), "rocksdb.estimate-num-keys"));
        } catch (RocksDBException e) {
            throw failure(family, e);
        }
    }

    StoreException failure(String family, RocksDBException cause) {
        return RocksDbFailure.of(name, "cannot be read in column family " + family, cause);
    }

    private ColumnFamilyHandle handle(String family) {
        var handle = families.get(family);
        if (handle == null) {
            throw new IllegalArgumentException("column family " + family + " was not opened");
        }
        return handle;
    }

    private ColumnFamilyOptions familyOptions(String family, Cache cache) {
        var options = own(new ColumnFamilyOptions());
        options.setTableFormatConfig(
                new BlockBasedTableConfig().setBlockCache(cache).setCacheIndexAndFilterBlocks(true));
        if (MERGED.contains(family)) {
            options.setMergeOperatorName(pieces.operator());
        }
        return options;
    }

    private <T extends AutoCloseable> T own(T resource) {
        resources.push(resource);
        return resource;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws StoreException {
        StoreException failure = null;
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (StoreException e) {
                failure = e;
            } catch (Exception e) {
                throw new IllegalStateException("a native object could not be closed", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
