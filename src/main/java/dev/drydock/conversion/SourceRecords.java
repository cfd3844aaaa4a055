package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.translate.SourceRecord;
import java.util.OptionalLong;

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

    /** Feeds all records to {@code consumer}, each exactly once, in an order that is the same every time. */
    void read(Consumer consumer) throws StoreException, MalformedDataException;

    /** About how many records {@link #read} will feed, where that is known beforehand. */
    OptionalLong estimatedRecords() throws StoreException;

    @Override
    void close() throws StoreException;
}
