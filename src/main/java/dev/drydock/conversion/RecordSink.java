package dev.drydock.conversion;

import dev.drydock.layout.v080.Letter;
import dev.drydock.translate.TargetRecord;

/**
 * A new v0.8.0 store being written. It appears under its final name, whole and synced to disk, by {@link #commit()};
 * closed without that, it leaves nothing behind.
 *
 * <p>Records of a letter may come in any order; key order is fastest. A key that comes twice is refused, at the latest
 * by {@link #commit()}. Keys and values that were given are not to be changed afterwards: they may still be in memory.
 */
public interface RecordSink extends AutoCloseable {

    /** The store as the admin names it. */
    String name();

    /**
     * Adds one record.
     *
     * @param letter one whose shape is not {@link Letter.Shape#COUNTER}
     * @param value empty where the letter has keys only; for {@link Letter#BLOB} as the store is to hold it
     */
    void put(Letter letter, byte[] key, byte[] value) throws StoreException;

    /** Adds one counter, under a letter of shape {@link Letter.Shape#COUNTER}. */
    void add(Letter letter, byte[] key, long value) throws StoreException;

    /**
     * Adds all that a record stands for.
     *
     * @param record none that is {@link TargetRecord.Saved saved} beside the store
     */
    default void put(TargetRecord record) throws StoreException {
        if (record instanceof TargetRecord.Value value) {
            put(value.letter(), value.key(), value.value());
        } else if (record instanceof TargetRecord.Count count) {
            add(count.letter(), count.key(), count.value());
        } else if (record instanceof TargetRecord.Documents documents) {
            var noValue = new byte[0];
            for (var key : new DocumentKeys(documents)) {
                put(documents.letter(), key, noValue);
            }
        } else {
            throw new IllegalArgumentException("no record of a store: " + record);
        }
    }

    /** Finishes the store: every letter exists even if it is empty, all is on disk, the final name is given last. */
    void commit() throws StoreException;

    @Override
    void close() throws StoreException;
}
