package dev.drydock.conversion;

import dev.drydock.layout.v073.Space;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * A new v0.7.3 store being written, for the demo, tests and benchmarks, and for looking at a store that is known by its
 * export only; no installation of anybody is written by it. The same rules of order, commit and
 * close hold as for {@link RecordSink}.
 */
public interface SourceWriter extends AutoCloseable {

    /** Adds one record of a space that is neither {@link Space#BITMAPS} nor {@link Space#COUNTERS}. */
    void put(Space space, byte[] key, byte[] value) throws StoreException;

    /** Adds one counter. */
    void add(byte[] key, long value) throws StoreException;

    /** Adds one bitmap, as a backend without pending operands holds it. */
    void bitmap(byte[] key, RoaringBitmap documents) throws StoreException;

    /**
     * Adds one bitmap as merge operands that no compaction has brought together yet; a backend that has no operands
     * stores their outcome.
     *
     * @param operands each in the form of {@code layout.v073.BitmapOperand}, first written first
     */
    void bitmapOperands(byte[] key, List<byte[]> operands) throws StoreException;

    /** Finishes the store and gives it its final name. */
    void commit() throws StoreException;

    @Override
    void close() throws StoreException;
}
