package dev.drydock.conversion;

import dev.drydock.layout.v080.Letter;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A v0.8.0 store, opened for reading only, under the same promises as {@link RecordSource}. */
public interface TargetStore extends AutoCloseable {

    /** The store as the admin names it. */
    String name();

    /** All records of a letter in key order. */
    RecordCursor scan(Letter letter) throws StoreException;

    /**
     * The keys of all contents, in key order, without their values. On backends that cannot list keys alone without reading
     * the contents, it may name some that were deleted.
     */
    default RecordCursor contentKeys() throws StoreException {
        return scan(Letter.BLOB);
    }

    /** The value of one key, or {@code null} where there is no such key. */
    byte @Nullable [] get(Letter letter, byte[] key) throws StoreException;

    /** About how many rows a letter has, where the backend can say so without reading it; never exact. */
    OptionalLong estimatedRows(Letter letter) throws StoreException;

    @Override
    void close() throws StoreException;
}
