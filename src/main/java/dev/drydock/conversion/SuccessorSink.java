package dev.drydock.conversion;

import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v080.Letter;
import java.util.List;
import java.util.Set;

/**
 * A new v0.8.0 store that takes over from an old one, as it lies, what both versions keep alike. A content comes along
 * where it is put, for which its key is enough; contents that are not put are left behind. They are put in the order of
 * {@link #contents()}. Some families it makes all by itself, and is not given them.
 */
public interface SuccessorSink extends RecordSink {

    /**
     * The families whose records it makes itself of those of the old store, by rules that every profile shares, or leaves
     * behind as every profile does.
     */
    default Set<Family> own() {
        return Set.of(Family.INDEX, Family.LOG);
    }

    /**
     * The keys of the contents of the old store, ascending, without their values. On backends that cannot list keys alone
     * without reading the contents, it may name some that were deleted.
     */
    RecordCursor contents() throws StoreException;

    /**
     * {@inheritDoc}
     *
     * @param value for {@link Letter#BLOB} not looked at: the content stays as the old store has it
     */
    @Override
    void put(Letter letter, byte[] key, byte[] value) throws StoreException;

    /** What the admin should know of how it was taken over, such as files that had to be copied; one sentence each. */
    List<String> remarks();
}
