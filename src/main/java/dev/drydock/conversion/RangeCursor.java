package dev.drydock.conversion;

import dev.drydock.bytes.KeyRange;
import java.util.Arrays;

/** Walks over all records up to the end of a range, and shows those in it. */
public record RangeCursor(RecordCursor all, KeyRange range) implements RecordCursor {

    @Override
    public boolean next() throws StoreException {
        while (all.next()) {
            if (range.contains(all.key())) {
                return true;
            }
            if (Arrays.compareUnsigned(all.key(), range.from()) > 0) {
                return false;
            }
        }
        return false;
    }

    @Override
    public byte[] key() throws StoreException {
        return all.key();
    }

    @Override
    public byte[] value() throws StoreException {
        return all.value();
    }

    @Override
    public void close() throws StoreException {
        all.close();
    }
}
