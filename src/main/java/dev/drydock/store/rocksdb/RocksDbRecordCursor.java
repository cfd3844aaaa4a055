package dev.drydock.store.rocksdb;

import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Walks over one column family. Key and value are fetched once each, and only when asked for. */
final class RocksDbRecordCursor implements RecordCursor {

    private final ReadOnlyDatabase database;
    private final String family;
    private final @Nullable Counters counters;
    private final RocksIterator iterator;
    private boolean started;
    private byte @Nullable [] key;
    private byte @Nullable [] value;

    /** @param counters for a family that holds counters, else {@code null} */
    RocksDbRecordCursor(ReadOnlyDatabase database, String family, @Nullable Counters counters) {
        this.database = database;
        this.family = family;
        this.counters = counters;
        this.iterator = database.scan(family);
    }

    @Override
    public boolean next() throws StoreException {
        key = null;
        value = null;
        requireOpen();
        if (started) {
            iterator.next();
        } else {
            iterator.seekToFirst();
            started = true;
        }
        if (iterator.isValid()) {
            return true;
        }
        try {
            // An iterator that met damage is just as invalid as one at its end.
            iterator.status();
            return false;
        } catch (RocksDBException e) {
            throw database.failure(family, e);
        }
    }

    @Override
    public byte[] key() {
        var current = key;
        if (current == null) {
            requireOpen();
            current = iterator.key();
            key = current;
        }
        return current;
    }

    @Override
    public byte[] value() throws StoreException {
        var current = value;
        if (current == null) {
            requireOpen();
            current = iterator.value();
            if (counters != null) {
                current = counters.sum(key(), current);
            }
            value = current;
        }
        return current;
    }

    private void requireOpen() {
        if (!iterator.isOwningHandle()) {
            throw new IllegalStateException("the cursor, or its store, is closed");
        }
    }

    @Override
    public void close() {
        iterator.close();
    }
}
