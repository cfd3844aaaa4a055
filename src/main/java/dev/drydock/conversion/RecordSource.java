package dev.drydock.conversion;

import dev.drydock.bytes.KeyRange;
import dev.drydock.layout.v073.Space;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A v0.7.3 store, opened for reading only: not a byte of it changes, no file is added, and while it is open no server
 * can start on it where the backend has a lock for that. All methods see the same state of the store.
 */
public interface RecordSource extends AutoCloseable {

    /** The store as the admin names it, such as {@code sqlite:/opt/stalwart-mail/data/index.sqlite3}. */
    String name();

    /** All records of a space in key order. {@link Space#BITMAPS} is read by {@link #bitmaps()} instead. */
    default RecordCursor scan(Space space) throws StoreException {
        return scan(space, KeyRange.ALL);
    }

    /** The records of a space in a range of keys, in key order; what lies before the range is not read. */
    RecordCursor scan(Space space, KeyRange range) throws StoreException;

    /** The keys of all contents, in key order; their values are not asked for. */
    default RecordCursor contentKeys() throws StoreException {
        return scan(Space.BLOBS);
    }

    /** All bitmaps, in key order. */
    BitmapCursor bitmaps() throws StoreException;

    /** The value of one key, or {@code null} where there is no such key. Not for {@link Space#BITMAPS}. */
    byte @Nullable [] get(Space space, byte[] key) throws StoreException;

    /** About how many rows a space has, where the backend can say so without reading it; never exact. */
    OptionalLong estimatedRows(Space space) throws StoreException;

    /** What lies in the store beside the records, and so is not converted: one sentence each, for the admin. */
    default List<String> remarks() {
        return List.of();
    }

    @Override
    void close() throws StoreException;
}
