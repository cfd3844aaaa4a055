package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import dev.drydock.layout.v080.Letter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.UInt64AddOperator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A v0.8.0 store in a RocksDB directory, being changed by batches that are each on disk, by way of the write-ahead log,
 * before the next begins.
 *
 * <p>Counters are added up by RocksDB's own addition of unsigned numbers, which does to the eight bytes what the server's
 * operator does. No compaction is begun here: the server does it in its own way.
 */
final class RocksDbEditor implements StoreEditor {

    /** Bytes of keys and values in a batch, but for the record that goes beyond it. */
    private static final long BATCH = 4L << 20;

    private static final int MOST_OPEN_FILES = 256;
    private static final long WRITE_BUFFER = 32L << 20;

    private final String name;
    private final Map<Letter, ColumnFamilyHandle> families = new EnumMap<>(Letter.class);
    /** Closed last to first. */
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    private final RocksDB database;
    private final ReadOptions reading;
    private final WriteOptions synced;
    private final WriteBatch batch;

    private RocksDbEditor(Path directory, String name) throws RocksDBException {
        this.name = name;
        try {
            var options = own(new DBOptions());
            options.setCreateIfMissing(false);
            options.setMaxOpenFiles(MOST_OPEN_FILES);
            options.setMaxBackgroundJobs(2);
            options.setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
            // As the store was read when the changes were found.
            options.setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords);
            var descriptors = new ArrayList<ColumnFamilyDescriptor>();
            descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, own(new ColumnFamilyOptions())));
            for (var letter : Letter.values()) {
                descriptors.add(new ColumnFamilyDescriptor(
                        RocksDbTarget.family(letter).getBytes(StandardCharsets.UTF_8), familyOptions(letter)));
            }
            var handles = new ArrayList<ColumnFamilyHandle>();
            database = own(RocksDB.open(options, directory.toString(), descriptors, handles));
            var handle = handles.iterator();
            own(handle.next());
            for (var letter : Letter.values()) {
                families.put(letter, own(handle.next()));
            }
            reading = own(new ReadOptions()).setVerifyChecksums(true);
            synced = own(new WriteOptions()).setSync(true);
            batch = own(new WriteBatch());
        } catch (RocksDBException | RuntimeException e) {
            closeAll();
            throw e;
        }
    }

    /** @param directory of which it is known that it is a v0.8.0 store */
    static RocksDbEditor open(Path directory, String name) throws StoreException {
        RocksDbLibrary.load();
        try {
            return new RocksDbEditor(directory, name);
        } catch (RocksDBException e) {
            var message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("lock")
                    && (message.contains("temporarily unavailable") || message.contains("held by"))) {
                throw new StoreInUseException(
                        "The store " + name + " is open in a running process", "Stop the mail server first");
            }
            throw RocksDbFailure.of(name, "cannot be opened for changing it", e);
        }
    }

    private ColumnFamilyOptions familyOptions(Letter letter) {
        var options = own(new ColumnFamilyOptions());
        options.setDisableAutoCompactions(true);
        options.setWriteBufferSize(WRITE_BUFFER);
        options.setCompressionType(CompressionType.SNAPPY_COMPRESSION);
        if (letter == Letter.BLOB) {
            options.setEnableBlobFiles(true);
            options.setMinBlobSize(WritableDatabase.MIN_BLOB_SIZE);
        }
        if (letter.shape() == Letter.Shape.COUNTER) {
            options.setMergeOperator(own(new UInt64AddOperator()));
        }
        return options;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte @Nullable [] get(Letter letter, byte[] key) throws StoreException {
        try {
            return database.get(family(letter), reading, key);
        } catch (RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be read in column family " + RocksDbTarget.family(letter), e);
        }
    }

    @Override
    public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
        try {
            batch.put(family(letter), key, value);
            writeIfFull();
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    @Override
    public void delete(Letter letter, byte[] key) throws StoreException {
        try {
            batch.delete(family(letter), key);
            writeIfFull();
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private void writeIfFull() throws RocksDBException {
        if (batch.getDataSize() >= BATCH) {
            write();
        }
    }

    private void write() throws RocksDBException {
        if (batch.count() > 0) {
            database.write(synced, batch);
            batch.clear();
        }
    }

    @Override
    public void commit() throws StoreException {
        try {
            write();
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private ColumnFamilyHandle family(Letter letter) {
        var family = families.get(letter);
        if (family == null || !family.isOwningHandle()) {
            throw new IllegalStateException(name + " is closed");
        }
        return family;
    }

    private StoreException failed(RocksDBException e) {
        return RocksDbFailure.of(name, "cannot be changed", e);
    }

    private <T extends AutoCloseable> T own(T resource) {
        resources.push(resource);
        return resource;
    }

    @Override
    public void close() {
        closeAll();
    }

    private void closeAll() {
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a native object could not be closed", e);
            }
        }
    }
}
