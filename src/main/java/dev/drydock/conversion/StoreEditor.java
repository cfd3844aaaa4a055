package dev.drydock.conversion;

import dev.drydock.layout.v080.Letter;
import org.jspecify.annotations.Nullable;

/**
 * A v0.8.0 store that is there already, opened for changing single records; while it is open, no other process can open
 * it.
 *
 * <p>Where the backend has transactions of any size, all changes up to {@link #commit()} reach the disk together or not at
 * all. Elsewhere they go there in batches of bounded size, in the order in which they were made, and a process that is
 * killed may leave the first of them: whoever edits must be able to repeat.
 *
 * <p>Not safe for use by several threads.
 */
public interface StoreEditor extends AutoCloseable {

    /** The store as the admin names it. */
    String name();

    /** The value of one key as {@link TargetStore#get} gives it; after a change of it, only from {@link #commit()} on. */
    byte @Nullable [] get(Letter letter, byte[] key) throws StoreException;

    /**
     * Writes one record, in place of the one that has its key.
     *
     * @param value as {@link #get} gives it: empty where the letter has keys only; for a counter its number in eight
     *     bytes, little-endian
     */
    void put(Letter letter, byte[] key, byte[] value) throws StoreException;

    /** Removes one record, if it is there. */
    void delete(Letter letter, byte[] key) throws StoreException;

    /** Brings all changes to the disk. */
    void commit() throws StoreException;

    /** Closes the store; changes since the last {@link #commit()} are dropped where the backend can. */
    @Override
    void close() throws StoreException;
}
