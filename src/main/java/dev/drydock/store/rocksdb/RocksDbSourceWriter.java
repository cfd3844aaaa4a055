package dev.drydock.store.rocksdb;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.BitmapOperand;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v073.Space;
import dev.drydock.sorting.ExternalSorter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import org.rocksdb.RocksDBException;

/**
 * A new v0.7.3 store in a RocksDB directory.
 *
 * <p>All but blobs is sorted first and then written as table files. Operands of a bitmap go to as many sets of files as
 * there are operands, taken in one set after the other, so that they stay apart until a server compacts them.
 */
final class RocksDbSourceWriter implements SourceWriter {

    private static final int VALUE = 0;
    private static final int OPERANDS = 1;
    private static final int MOST_OPERANDS = 256;

    private final String name;
    private final StagingDirectory staging;
    private final Path scratch;
    private final WritableDatabase database;
    private final ExternalSorter sorter;
    private boolean ended;

    private RocksDbSourceWriter(String name, StagingDirectory staging) throws IOException, RocksDBException {
        this.name = name;
        this.staging = staging;
        this.scratch = Files.createDirectory(staging.path().resolve("scratch"));
        this.database = new WritableDatabase(staging.path(), ColumnFamilies.OF_V073, false);
        this.sorter = new ExternalSorter(scratch);
    }

    static RocksDbSourceWriter begin(Path path, String name) throws StoreException {
        RocksDbLibrary.load();
        var staging = StagingDirectory.beside(path, name);
        try {
            return new RocksDbSourceWriter(name, staging);
        } catch (IOException | RocksDBException e) {
            staging.close();
            throw RocksDbFailure.of(name, "cannot be created", e);
        }
    }

    @Override
    public void put(Space space, byte[] key, byte[] value) throws StoreException {
        if (space == Space.BITMAPS || space == Space.COUNTERS) {
            throw new IllegalArgumentException(space + " has methods of its own");
        }
        if (space != Space.BLOBS) {
            sort(space, key, value);
            return;
        }
        requireOpen();
        try {
            if (database.hasBlob(key)) {
                throw twice(space, key);
            }
            database.putBlob(key, value);
        } catch (RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be written", e);
        }
    }

    @Override
    public void add(byte[] key, long value) throws StoreException {
        sort(Space.COUNTERS, key, CounterValue.encode(value));
    }

    @Override
    public void bitmap(byte[] key, RoaringBitmap documents) throws StoreException {
        var value = BitmapOperand.bitmap(documents);
        sort(
                Space.BITMAPS,
                key,
                new ByteWriter(1 + value.length).u8(VALUE).bytes(value).toByteArray());
    }

    @Override
    public void bitmapOperands(byte[] key, List<byte[]> operands) throws StoreException {
        if (operands.isEmpty() || operands.size() > MOST_OPERANDS) {
            throw new IllegalArgumentException(
                    operands.size() + " operands, 1 to " + MOST_OPERANDS + " can be written");
        }
        var written = new ByteWriter().u8(OPERANDS);
        for (var operand : operands) {
            written.u32(operand.length).bytes(operand);
        }
        sort(Space.BITMAPS, key, written.toByteArray());
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("committed or closed already");
        }
    }

    private void sort(Space space, byte[] key, byte[] value) throws StoreException {
        requireOpen();
        var prefixed = new byte[1 + key.length];
        prefixed[0] = (byte) space.letter();
        System.arraycopy(key, 0, prefixed, 1, key.length);
        try {
            sorter.add(prefixed, value);
        } catch (IOException e) {
            throw RocksDbFailure.of(name, "cannot be written", e);
        }
    }

    @Override
    public void commit() throws StoreException {
        requireOpen();
        ended = true;
        try {
            writeSorted();
            sorter.close();
            database.flush(WritableDatabase.BLOBS);
            database.finish();
            DirectoryTree.delete(scratch);
        } catch (IOException | RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be finished", e);
        } catch (MalformedDataException e) {
            throw new IllegalStateException("our own sorted record", e);
        }
        staging.commit();
    }

    private void writeSorted() throws IOException, RocksDBException, StoreException, MalformedDataException {
        try (var records = sorter.sorted();
                var layers = new LayeredTables(scratch)) {
            byte[] last = null;
            while (records.next()) {
                var key = records.key();
                if (last != null && Arrays.equals(last, key)) {
                    throw twice(space(key), unprefixed(key));
                }
                if (last != null && last[0] != key[0]) {
                    layers.takenInBy(database, family(last));
                }
                write(layers, key, records.value());
                last = key;
            }
            if (last != null) {
                layers.takenInBy(database, family(last));
            }
        }
    }

    private static void write(LayeredTables layers, byte[] prefixed, byte[] value)
            throws RocksDBException, MalformedDataException {
        var key = unprefixed(prefixed);
        if (space(prefixed) != Space.BITMAPS) {
            layers.put(key, value);
            return;
        }
        var reader = new ByteReader("sorted bitmap", value);
        if (reader.u8("kind") == VALUE) {
            layers.put(key, reader.rest());
            return;
        }
        var operands = new ArrayList<byte[]>();
        while (reader.hasRemaining()) {
            operands.add(reader.bytes(reader.u32("length"), "operand"));
        }
        layers.merge(key, operands);
    }

    private static Space space(byte[] prefixed) {
        for (var space : Space.values()) {
            if (space.letter() == prefixed[0]) {
                return space;
            }
        }
        throw new IllegalStateException("no space " + prefixed[0]);
    }

    private static String family(byte[] prefixed) {
        return RocksDbSource.family(space(prefixed));
    }

    private static byte[] unprefixed(byte[] prefixed) {
        return Arrays.copyOfRange(prefixed, 1, prefixed.length);
    }

    private StoreException twice(Space space, byte[] key) {
        return new StoreException(
                "The store " + name + " cannot hold two records of space " + space.letter() + " with one key, "
                        + HexFormat.of().formatHex(key),
                "See which records of the source share it");
    }

    @Override
    public void close() throws StoreException {
        ended = true;
        try {
            sorter.close();
        } catch (IOException e) {
            throw RocksDbFailure.of(name, "could not be cleaned up after", e);
        } finally {
            database.close();
            staging.close();
        }
    }
}
