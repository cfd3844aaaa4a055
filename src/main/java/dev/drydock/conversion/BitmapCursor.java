package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import org.roaringbitmap.RoaringBitmap;

/** Walks over the bitmaps of a v0.7.3 store in key order, once. */
public interface BitmapCursor extends AutoCloseable {

    /** Moves to the next bitmap; false after the last one. */
    boolean next() throws StoreException, MalformedDataException;

    /** The key of the current bitmap, without document id; the caller may keep it. */
    byte[] key();

    /** The document ids of the current bitmap, all operands applied; possibly none. The caller may keep it. */
    RoaringBitmap documents();

    /** Bytes that the current bitmap takes in the store, keys and values of all its rows or operands. */
    long storedBytes();

    /** Rows that the current bitmap takes in the store: one per document in SQL, one in all in RocksDB. */
    long storedRows();

    @Override
    void close() throws StoreException;
}
