package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import dev.drydock.sorting.ExternalSorter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hands rows that come in any order on to a table that lies in the order of its keys: as long as keys ascend at once, and
 * from the first that does not, sorted aside, at the end. Inserted as they come, each would touch another page of it.
 */
public final class RowsInOrder implements Closeable {

    /** Bytes of memory for each table whose rows are being sorted; few are. */
    private static final int SORTING_BUDGET = 8 << 20;

    /** Where the rows go. */
    public interface Into {

        /** A directory for what is being sorted, asked for once there is something. */
        Path sortingDirectory() throws IOException;

        void insert(byte[] key, byte[] value) throws StoreException;

        /** For a key that has just been inserted. */
        StoreException duplicate(byte[] key);
    }

    private final Into into;
    private @Nullable ExternalSorter sorter;
    private byte @Nullable [] last;

    public RowsInOrder(Into into) {
        this.into = into;
    }

    /** Adds a row. */
    public void add(byte[] key, byte[] value) throws StoreException, IOException {
        var order = last == null ? 1 : Arrays.compareUnsigned(key, last);
        if (sorter != null) {
            sorter.add(key, value);
        } else if (order < 0) {
            sorter = new ExternalSorter(into.sortingDirectory(), SORTING_BUDGET);
            sorter.add(key, value);
        } else {
            insertAfter(last, key, value);
            last = key;
        }
    }

    private void insertAfter(byte @Nullable [] before, byte[] key, byte[] value) throws StoreException {
        if (Arrays.equals(before, key)) {
            throw into.duplicate(key);
        }
        into.insert(key, value);
    }

    /** Hands on what was sorted aside. */
    public void finish() throws StoreException, IOException {
        if (sorter == null) {
            return;
        }
        try (var sorted = sorter.sorted()) {
            byte[] before = null;
            while (sorted.next()) {
                insertAfter(before, sorted.key(), sorted.value());
                before = sorted.key();
            }
        }
        close();
    }

    /** Removes what was sorted. */
    @Override
    public void close() throws IOException {
        if (sorter != null) {
            sorter.close();
            sorter = null;
        }
    }
}
