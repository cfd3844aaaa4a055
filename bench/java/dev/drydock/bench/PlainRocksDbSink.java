package dev.drydock.bench;

import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v080.Letter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The plain way to fill a RocksDB store, as a baseline: every record through a write batch into the database, as the
 * server's own import does it. It neither refuses keys that come twice nor protects the final name.
 */
final class PlainRocksDbSink implements RecordSink {

    private static final int BATCH_BYTES = 1 << 20;
    private static final long MIN_BLOB_SIZE = 16_834;

    private final Path path;
    private final DBOptions options;
    private final List<ColumnFamilyOptions> familyOptions = new ArrayList<>();
    private final Map<Letter, ColumnFamilyHandle> families = new EnumMap<>(Letter.class);
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    private final RocksDB database;
    private final WriteOptions writing;
    private final WriteBatch batch = new WriteBatch();

    /** @param logged whether records go through the write-ahead log too, as they do in a server */
    PlainRocksDbSink(Path path, boolean logged) throws StoreException {
        this.path = path;
        RocksDB.loadLibrary();
        options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setMaxBackgroundJobs(2);
        writing = new WriteOptions().setDisableWAL(!logged);
        var descriptors = new ArrayList<ColumnFamilyDescriptor>();
        descriptors.add(family("default", false));
        for (var letter : Letter.values()) {
            descriptors.add(family(String.valueOf(letter.letter()), letter == Letter.BLOB));
        }
        try {
            database = RocksDB.open(options, path.toString(), descriptors, handles);
        } catch (RocksDBException e) {
            throw failed(e);
        }
        var handle = handles.iterator();
        handle.next();
        for (var letter : Letter.values()) {
            families.put(letter, handle.next());
        }
    }

    private ColumnFamilyDescriptor family(String name, boolean blobs) {
        var chosen = new ColumnFamilyOptions().setEnableBlobFiles(blobs).setMinBlobSize(MIN_BLOB_SIZE);
        familyOptions.add(chosen);
        return new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), chosen);
    }

    @Override
    public String name() {
        return "plain:" + path;
    }

    @Override
    public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
        try {
            batch.put(family(letter), key, value);
            if (batch.getDataSize() > BATCH_BYTES) {
                flush();
            }
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    @Override
    public void add(Letter letter, byte[] key, long value) throws StoreException {
        put(letter, key, CounterValue.encode(value));
    }

    private ColumnFamilyHandle family(Letter letter) {
        var family = families.get(letter);
        if (family == null) {
            throw new IllegalStateException("opened in the constructor: " + letter);
        }
        return family;
    }

    private void flush() throws RocksDBException {
        database.write(writing, batch);
        batch.clear();
    }

    @Override
    public void commit() throws StoreException {
        try (var flushing = new FlushOptions().setWaitForFlush(true)) {
            flush();
            database.flush(flushing, handles);
            sync();
        } catch (RocksDBException e) {
            throw failed(e);
        } catch (IOException e) {
            throw new StoreException("cannot sync " + path, "See what the system says", e);
        }
    }

    /** As every finished store of ours is, else the disk alone would make the difference. */
    private void sync() throws IOException {
        try (var files = Files.newDirectoryStream(path)) {
            for (var file : files) {
                try (var channel = FileChannel.open(file)) {
                    channel.force(true);
                }
            }
        }
    }

    private StoreException failed(RocksDBException e) {
        return new StoreException("cannot write " + path, "See what RocksDB says", e);
    }

    @Override
    public void close() {
        batch.close();
        handles.forEach(ColumnFamilyHandle::close);
        database.close();
        familyOptions.forEach(ColumnFamilyOptions::close);
        writing.close();
        options.close();
    }
}
