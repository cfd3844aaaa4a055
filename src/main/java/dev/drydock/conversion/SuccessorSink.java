package dev.drydock.conversion;

import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import java.util.List;
import java.util.Set;

/**
 * A new v0.8.0 store that takes over from an old one, as it lies, what both versions keep alike: contents, indexes and the
 * change log. Indexes and log come whole, and are not put here. A content comes along where it is put, for which its key
 * is enough; contents that are not put are left behind. They are put in the order of {@link #contents()}.
 */
public interface SuccessorSink extends RecordSink {

    /** What is taken over without being put. */
    Set<Space> WHOLE = Set.of(Space.INDEXES, Space.LOGS);

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
