package dev.drydock.store.rocksdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/**
 * A new database, being filled. Its families have the options that decide how the servers find their data: both keep
 * blobs from 16,834 bytes up in blob files, all else in tables.
 */
final class WritableDatabase implements AutoCloseable {

    /** The family of blobs, in both versions. */
    static final String BLOBS = "t";

    private static final int MOST_OPEN_FILES = 256;
    /** From this size on, both servers keep a blob in a file of blobs. */
    static final long MIN_BLOB_SIZE = 16_834;

    private static final long WRITE_BUFFER = 32L << 20;

    private final Path directory;
    private final Map<String, ColumnFamilyHandle> families = new HashMap<>();
    /** Closed last to first. */
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    private final RocksDB database;
    private final WriteOptions unlogged;
    private final ReadOptions reading;
    private final byte[] nothing = new byte[0];
    private final MergePieces pieces = new MergePieces();

    /** @param compacting false to leave tables as they are taken in */
    WritableDatabase(Path directory, Collection<String> names, boolean compacting) throws RocksDBException {
        this(directory, names, compacting, true);
    }

    private WritableDatabase(Path directory, Collection<String> names, boolean compacting, boolean isNew)
            throws RocksDBException {
        this.directory = directory;
        try {
            var options = own(new DBOptions());
            options.setCreateIfMissing(isNew);
            options.setCreateMissingColumnFamilies(isNew);
            options.setErrorIfExists(isNew);
            // The torn end of a log is what a kill leaves; damage anywhere else must not pass for the end of it.
            options.setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords);
            options.setMaxOpenFiles(MOST_OPEN_FILES);
            options.setMaxBackgroundJobs(2);
            options.setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
            var all = new TreeSet<>(names);
            all.add(ColumnFamilies.DEFAULT);
            var descriptors = new ArrayList<ColumnFamilyDescriptor>();
            for (var name : all) {
                descriptors.add(descriptor(name, familyOptions(name, compacting, !isNew)));
            }
            var handles = new ArrayList<ColumnFamilyHandle>();
            database = own(RocksDB.open(options, directory.toString(), descriptors, handles));
            var handle = handles.iterator();
            for (var name : all) {
                families.put(name, own(handle.next()));
            }
            unlogged = own(new WriteOptions()).setDisableWAL(true);
            reading = own(new ReadOptions());
        } catch (RocksDBException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens a copy of a database of v0.7.3 and makes one of v0.8.0 of it: some families stay, all others are dropped, and
     * new ones made, of the same names too.
     *
     * @param present all families that it has
     * @param kept of them
     * @param wanted families of v0.8.0
     */
    static WritableDatabase takeOver(Path directory, Set<String> present, Set<String> kept, Set<String> wanted)
            throws RocksDBException {
        var database = new WritableDatabase(directory, present, false, false);
        try {
            database.replace(kept, wanted);
            return database;
        } catch (RocksDBException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private void replace(Set<String> kept, Set<String> wanted) throws RocksDBException {
        // All at once, as the engine writes its options down after each call.
        var dropped = families.keySet().stream()
                .filter(name -> !kept.contains(name) && !name.equals(ColumnFamilies.DEFAULT))
                .toList();
        database.dropColumnFamilies(dropped.stream().map(this::handle).toList());
        dropped.forEach(name -> {
            handle(name).close();
            families.remove(name);
        });
        var made = wanted.stream().filter(name -> !kept.contains(name)).toList();
        var handles = database.createColumnFamilies(made.stream()
                .map(name -> descriptor(name, familyOptions(name, false, false)))
                .toList());
        for (var i = 0; i < made.size(); i++) {
            families.put(made.get(i), own(handles.get(i)));
        }
    }

    private static ColumnFamilyDescriptor descriptor(String name, ColumnFamilyOptions options) {
        return new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), options);
    }

    /** The tables of a family; what is only in memory is in none of them. */
    List<LiveFileMetaData> tables(String family) {
        return ContentKeys.tables(database, family);
    }

    /** Deletes one blob, on disk only after {@link #flush}. */
    void deleteBlob(byte[] key) throws RocksDBException {
        database.delete(handle(BLOBS), unlogged, key);
    }

    /** Puts one blob, on disk only after {@link #flush}. */
    void putBlob(byte[] key, byte[] value) throws RocksDBException {
        database.put(handle(BLOBS), unlogged, key, value);
    }

    boolean hasBlob(byte[] key) throws RocksDBException {
        return database.get(handle(BLOBS), reading, key, nothing) != RocksDB.NOT_FOUND;
    }

    /** Brings on disk what is in memory of a family. */
    void flush(String family) throws RocksDBException {
        try (var options = new FlushOptions().setWaitForFlush(true)) {
            database.flush(options, handle(family));
        }
    }

    /** Takes tables in by moving them; they may overlap with what the family has, but not with each other. */
    void ingest(String family, List<Path> tables) throws RocksDBException {
        if (tables.isEmpty()) {
            return;
        }
        try (var options = new IngestExternalFileOptions().setMoveFiles(true)) {
            database.ingestExternalFile(
                    handle(family), tables.stream().map(Path::toString).toList(), options);
        }
    }

    /** Closes the database and removes its log of what it did, which nobody needs. */
    void finish() throws RocksDBException, IOException {
        // A compaction that is cut off leaves its tables behind.
        database.pauseBackgroundWork();
        close();
        try (var logs = Files.newDirectoryStream(directory, "LOG*")) {
            for (var log : logs) {
                Files.delete(log);
            }
        }
    }

    private ColumnFamilyHandle handle(String family) {
        var handle = families.get(family);
        if (handle == null) {
            throw new IllegalArgumentException("no column family " + family);
        }
        return handle;
    }

    /** @param merged whether there may be operands that only the server's own operators can merge */
    private ColumnFamilyOptions familyOptions(String family, boolean compacting, boolean merged) {
        var options = own(new ColumnFamilyOptions());
        if (merged && ReadOnlyDatabase.MERGED.contains(family)) {
            // Such a family is dropped at once; the operator is only there so that its log can be read.
            options.setMergeOperatorName(pieces.operator());
        }
        options.setDisableAutoCompactions(!compacting);
        options.setWriteBufferSize(WRITE_BUFFER);
        options.setCompressionType(CompressionType.SNAPPY_COMPRESSION);
        if (family.equals(BLOBS)) {
            options.setEnableBlobFiles(true);
            options.setMinBlobSize(MIN_BLOB_SIZE);
        }
        return options;
    }

    private <T extends AutoCloseable> T own(T resource) {
        resources.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a native object could not be closed", e);
            }
        }
    }
}
