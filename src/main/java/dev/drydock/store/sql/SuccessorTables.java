package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * New tables that their server itself fills from others that lie elsewhere on it. What it fills them with may have to be
 * seen by all its sessions before they are finished; it has its place to itself.
 */
public interface SuccessorTables extends NewTables {

    /** How this server computes. */
    ByteExpressions bytes();

    /** An old table for a FROM, led by its primary key where the server has to be told, under the name {@code s}. */
    String from(StoreTable old);

    /** An old table in a subquery, under the name {@code o}. */
    String looked(StoreTable old);

    /** Fills a new table from a query that gives its columns. */
    void fill(StoreTable table, String query) throws StoreException;

    /** Whether a new table has all rows of the old one of its name already, from the beginning. */
    default boolean isKept(StoreTable table) {
        return false;
    }

    /** Takes rows out of a new table that {@linkplain #isKept was kept}. */
    default void remove(StoreTable table, Scratch keys) throws StoreException {
        throw new IllegalStateException(table + " was not kept");
    }

    /** A table of keys for a while; it is gone when the new ones are finished. */
    Scratch scratch(String name) throws StoreException;

    /** A table of keys that stays beside the new ones, under the name that {@link ContentsBehind} has for it. */
    Scratch kept(String name) throws StoreException;

    /** Has a new table that is still empty be made like an old one, whatever the server would make. */
    void like(StoreTable table, StoreTable old) throws StoreException;

    /** The key so many rows after the first one from a key on; null where there are not as many. */
    byte @Nullable [] keyAfter(StoreTable old, byte[] from, int rows) throws StoreException;

    /** A table of keys. */
    interface Scratch {

        /** Its name in statements. */
        String name();

        void add(byte[] key) throws StoreException;

        /** Adds keys that a query gives. */
        void fill(String query) throws StoreException;

        /** One key that a condition holds for; null where there is none. */
        byte @Nullable [] any(String condition) throws StoreException;
    }
}
