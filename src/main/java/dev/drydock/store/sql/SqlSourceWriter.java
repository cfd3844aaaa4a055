package dev.drydock.store.sql;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.BitmapOperand;
import dev.drydock.layout.v073.Space;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** A new v0.7.3 store of tables; a bitmap becomes one row for each of its documents. */
public record SqlSourceWriter(NewTables tables) implements SourceWriter {

    private static final byte[] NO_VALUE = {};

    @Override
    public void put(Space space, byte[] key, byte[] value) throws StoreException {
        if (space == Space.BITMAPS || space == Space.COUNTERS) {
            throw new IllegalArgumentException("not by put: " + space);
        }
        tables.insert(StoreTable.of(space), key, value);
    }

    @Override
    public void add(byte[] key, long value) throws StoreException {
        tables.insert(
                StoreTable.of(Space.COUNTERS),
                key,
                new ByteWriter(8).u64le(value).toByteArray());
    }

    @Override
    public void bitmap(byte[] key, RoaringBitmap documents) throws StoreException {
        var table = StoreTable.of(Space.BITMAPS);
        for (var each = documents.getIntIterator(); each.hasNext(); ) {
            var row = Arrays.copyOf(key, key.length + 4);
            BigEndian.putU32(row, key.length, each.next());
            tables.insert(table, row, NO_VALUE);
        }
    }

    @Override
    public void bitmapOperands(byte[] key, List<byte[]> operands) throws StoreException {
        try {
            bitmap(key, BitmapOperand.merge(operands));
        } catch (MalformedDataException e) {
            throw new StoreException(
                    "Key " + HexFormat.of().formatHex(key) + " was given a " + e.getMessage(),
                    "Give operands in the form of v0.7.3",
                    e);
        }
    }

    @Override
    public void commit() throws StoreException {
        tables.commit();
    }

    @Override
    public void close() throws StoreException {
        tables.close();
    }
}
