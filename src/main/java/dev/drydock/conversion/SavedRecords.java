package dev.drydock.conversion;

import dev.drydock.translate.TargetRecord;

/** Keeps, as files beside the new store, the records that v0.8.0 has no place for. */
public interface SavedRecords extends AutoCloseable {

    void save(TargetRecord.Saved record) throws StoreException;

    /** How many records were saved. */
    long count();

    /** Where they are, for people; only once there is one. */
    String location();

    /** Makes what was saved durable under its final name; creates nothing where there was nothing to save. */
    void commit() throws StoreException;

    @Override
    void close() throws StoreException;
}
