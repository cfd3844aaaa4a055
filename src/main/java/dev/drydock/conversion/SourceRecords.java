package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.translate.SourceRecord;

/** Every record of a v0.7.3 store, or of an export of one; may be read several times, with the same outcome. */
public interface SourceRecords extends AutoCloseable {

    /** Receives one record after the other. */
    @FunctionalInterface
    interface Consumer {
        void accept(SourceRecord record) throws StoreException, MalformedDataException;
    }

    /** The store or directory as the admin names it. */
    String name();

    /** True for an export: it holds what the vendor's exporter carries, and nothing of the other families. */
    boolean isExport();

    /**
     * Feeds all records to {@code consumer}, each exactly once, in an order that is the same every time.
     *
     * @param progress is told in the unit that this source can count beforehand: rows of a store, bytes of an export
     */
    void read(Consumer consumer, Progress progress) throws StoreException, MalformedDataException;

    @Override
    void close() throws StoreException;
}
