package dev.drydock.store.rocksdb;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.BitmapCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.BitmapOperand;
import java.util.HexFormat;
import org.roaringbitmap.RoaringBitmap;

/** Walks over the bitmaps of a v0.7.3 store, applying to each base what is still pending as merge operands. */
final class RocksDbBitmapCursor implements BitmapCursor {

    private static final byte[] NO_KEY = new byte[0];

    private final ReadOnlyDatabase database;
    private final RocksDbRecordCursor records;
    private byte[] key = NO_KEY;
    private RoaringBitmap documents = new RoaringBitmap();
    private long storedBytes;

    RocksDbBitmapCursor(ReadOnlyDatabase database, String family) {
        this.database = database;
        this.records = new RocksDbRecordCursor(database, family, null);
    }

    @Override
    public boolean next() throws StoreException, MalformedDataException {
        if (!records.next()) {
            return false;
        }
        key = records.key();
        var pieces = database.pieces().split(records.value());
        storedBytes = (long) key.length * pieces.size();
        for (var piece : pieces) {
            storedBytes += piece.length;
        }
        try {
            documents = BitmapOperand.merge(pieces);
        } catch (MalformedDataException e) {
            throw e.in(
                    database.name() + ", column family b, key " + HexFormat.of().formatHex(key));
        }
        return true;
    }

    @Override
    public byte[] key() {
        return key;
    }

    @Override
    public RoaringBitmap documents() {
        return documents;
    }

    @Override
    public long storedBytes() {
        return storedBytes;
    }

    @Override
    public long storedRows() {
        return 1;
    }

    @Override
    public void close() {
        records.close();
    }
}
