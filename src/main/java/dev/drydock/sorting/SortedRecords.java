package dev.drydock.sorting;

import java.io.Closeable;
import java.io.IOException;

/** Walks over sorted records, first to last, once. */
public interface SortedRecords extends Closeable {

    /** Moves to the next record; false after the last one. */
    boolean next() throws IOException;

    /** The key of the current record; the caller may keep it. */
    byte[] key();

    /** The value of the current record, read from disk only when asked for; the caller may keep it. */
    byte[] value() throws IOException;
}
