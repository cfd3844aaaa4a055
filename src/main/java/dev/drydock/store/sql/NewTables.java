package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;

/**
 * The tables of a new store being filled: they appear under their names together by {@link #commit()}; closed without
 * that, nothing of them is left. Rows come in any order; a key that comes twice is refused, at the latest by the commit.
 */
public interface NewTables extends AutoCloseable {

    /**
     * Adds a row.
     *
     * @param value counts for nothing where the table has keys only; a counter in eight bytes, little-endian
     */
    void insert(StoreTable table, byte[] key, byte[] value) throws StoreException;

    void commit() throws StoreException;

    @Override
    void close() throws StoreException;
}
