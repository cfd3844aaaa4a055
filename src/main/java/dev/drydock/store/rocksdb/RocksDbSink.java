package dev.drydock.store.rocksdb;

import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v080.Letter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * A new v0.8.0 store in a RocksDB directory.
 *
 * <p>As long as the keys of a letter ascend they go to table files, which the database takes in as they are. From the
 * first key out of order on, the rest of that letter is sorted on disk and merged in at the end. Blobs go through the
 * database, because only that makes blob files.
 */
final class RocksDbSink implements RecordSink {

    private final String name;
    private final StagingDirectory staging;
    private final Path scratch;
    private final WritableDatabase database;
    private final LetterTables tables;
    private byte @Nullable [] lastBlob;
    private boolean blobsAscend = true;
    private boolean ended;

    private RocksDbSink(String name, StagingDirectory staging) throws IOException, RocksDBException {
        this.name = name;
        this.staging = staging;
        this.scratch = Files.createDirectory(staging.path().resolve("scratch"));
        this.database = new WritableDatabase(staging.path(), ColumnFamilies.OF_V080, true);
        this.tables = new LetterTables(scratch, name, SstFiles.TARGET_SIZE);
    }

    static RocksDbSink begin(Path path, String name) throws StoreException {
        RocksDbLibrary.load();
        var staging = StagingDirectory.beside(path, name);
        try {
            return new RocksDbSink(name, staging);
        } catch (IOException | RocksDBException e) {
            staging.close();
            throw RocksDbFailure.of(name, "cannot be created", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
        if (letter.shape() == Letter.Shape.COUNTER) {
            throw new IllegalArgumentException(letter + " holds counters");
        }
        requireOpen();
        try {
            if (letter == Letter.BLOB) {
                putBlob(key, value);
            } else {
                tables.put(letter, key, value);
            }
        } catch (IOException | RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be written", e);
        }
    }

    @Override
    public void add(Letter letter, byte[] key, long value) throws StoreException {
        if (letter.shape() != Letter.Shape.COUNTER) {
            throw new IllegalArgumentException(letter + " holds no counters");
        }
        requireOpen();
        try {
            tables.put(letter, key, CounterValue.encode(value));
        } catch (IOException | RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be written", e);
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("committed or closed already");
        }
    }

    /** A blob that comes in order cannot be there yet; any other is looked up first, which is cheap when it is not. */
    private void putBlob(byte[] key, byte[] value) throws RocksDBException, StoreException {
        var last = lastBlob;
        if (blobsAscend && last != null && Arrays.compareUnsigned(last, key) >= 0) {
            blobsAscend = false;
        }
        if (!blobsAscend && database.hasBlob(key)) {
            throw LetterTables.twice(name, Letter.BLOB, key);
        }
        database.putBlob(key, value);
        lastBlob = key;
    }

    @Override
    public void commit() throws StoreException {
        requireOpen();
        ended = true;
        try {
            tables.finish((letter, files) -> database.ingest(RocksDbTarget.family(letter), files));
            tables.close();
            database.flush(WritableDatabase.BLOBS);
            database.finish();
            DirectoryTree.delete(scratch);
        } catch (IOException | RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be finished", e);
        }
        staging.commit();
    }

    @Override
    public void close() throws StoreException {
        ended = true;
        try {
            tables.close();
        } catch (IOException e) {
            throw RocksDbFailure.of(name, "could not be cleaned up after", e);
        } finally {
            database.close();
            staging.close();
        }
    }
}
