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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
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

    private static final int MOST_OPEN_FILES = 256;
    private static final long CACHE = 32L << 20;
    private static final long READ_AHEAD = 512 << 10;
    /** The families that the servers keep with merge operators. */
    static final Set<String> MERGED = Set.of("b", "c", "n", "u");

    private final Path directory;
    private final String name;
    private final MergePieces pieces = new MergePieces();
    private final Map<String, ColumnFamilyHandle> families = new HashMap<>();
    /** Those that may still be open: one that outlived its database would take the whole process down. */
    private final Queue<RocksIterator> iterators = new ConcurrentLinkedQueue<>();
    /** Closed last to first. */
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    private final RocksDB database;
    private final ReadOptions scanning;
    private final ReadOptions seeking;

    private ReadOnlyDatabase(Path directory, String name, Collection<String> wanted, StoreLock lock)
            throws StoreException, RocksDBException {
        this.directory = directory;
        this.name = name;
        resources.push(lock);
        try {
            RocksDbLibrary.load();
            var cache = own(new LRUCache(CACHE));
            var options = own(new DBOptions());
            options.setCreateIfMissing(false);
            options.setMaxOpenFiles(MOST_OPEN_FILES);
            options.setMaxFileOpeningThreads(2);
            // The torn end of a log is what a kill leaves; damage anywhere else must not pass for the end of it.
            options.setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords);

            var descriptors = new ArrayList<ColumnFamilyDescriptor>();
            var names = new LinkedHashSet<String>();
            names.add(ColumnFamilies.DEFAULT);
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

    /**
     * Opens a database for reading.
     *
     * @param wanted column families that exist
     * @param lock held until the database is closed, and closed with it, also when opening fails
     */
    static ReadOnlyDatabase open(Path directory, String name, Collection<String> wanted, StoreLock lock)
            throws StoreException {
        try {
            return new ReadOnlyDatabase(directory, name, wanted, lock);
        } catch (RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be opened", e);
        }
    }

    /** The keys in the tables of a family; what is only in a log is in none of them. */
    ContentKeys contentKeys(String family) throws StoreException {
        return new ContentKeys(directory, name, ContentKeys.tables(database, family));
    }

    String name() {
        return name;
    }

    MergePieces pieces() {
        return pieces;
    }

    /** An iterator for one walk over all of a family; the caller closes it, at the latest the database does. */
    RocksIterator scan(String family) {
        return iterate(family, scanning);
    }

    /** An iterator for jumping about in a family; closed as that of {@link #scan}. */
    RocksIterator seek(String family) {
        return iterate(family, seeking);
    }

    private RocksIterator iterate(String family, ReadOptions options) {
        var iterator = database.newIterator(handle(family), options);
        iterators.removeIf(other -> !other.isOwningHandle());
        iterators.add(iterator);
        return iterator;
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
        if (handle == null || !handle.isOwningHandle()) {
            throw new IllegalStateException("column family " + family + " is not open");
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
        iterators.forEach(RocksIterator::close);
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
