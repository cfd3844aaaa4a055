package dev.drydock.store.sql;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The tables of an open store, whichever version it is of and whichever database has them. */
public interface OpenTables extends DocumentRowCursor.Part, AutoCloseable {

    /** All rows in key order. */
    default RecordCursor scan(StoreTable table) throws StoreException {
        return scan(table, KeyRange.ALL);
    }

    /** The keys of all rows in their order; their values are not asked for. */
    RecordCursor keys(StoreTable table) throws StoreException;

    /** The rows of a range in key order. */
    RecordCursor scan(StoreTable table, KeyRange range) throws StoreException;

    /** The value of one key, empty where there are only keys; {@code null} where there is no such key. */
    byte @Nullable [] get(StoreTable table, byte[] key) throws StoreException;

    /** About how many rows a table has, where that can be said without reading it. */
    OptionalLong estimatedRows(StoreTable table) throws StoreException;

    @Override
    void close() throws StoreException;
}
