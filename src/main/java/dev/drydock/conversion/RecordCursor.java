package dev.drydock.conversion;

/** Walks over records, first to last, once. Not safe for use by several threads. */
public interface RecordCursor extends AutoCloseable {

    /** Moves to the next record; false after the last one. */
    boolean next() throws StoreException;

    /** The key of the current record, whole, as in the store; the caller may keep it. */
    byte[] key() throws StoreException;

    /**
     * The value of the current record, the caller may keep it; empty where the space has keys only. Counters are a
     * signed 64-bit number in eight bytes, little-endian, whatever the backend.
     */
    byte[] value() throws StoreException;

    @Override
    void close() throws StoreException;
}
