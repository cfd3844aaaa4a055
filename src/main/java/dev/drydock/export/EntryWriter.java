package dev.drydock.export;

import java.io.IOException;

/** One file of an export being written. */
interface EntryWriter extends AutoCloseable {

    /** Adds an entry; its offset does not matter. */
    void write(ExportEntry entry) throws IOException;

    /** Completes the file and forces it to disk. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
