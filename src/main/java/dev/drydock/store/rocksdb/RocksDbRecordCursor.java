package dev.drydock.store.rocksdb;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Walks over keys of one column family. Key and value are fetched once each, and only when asked for. */
final class RocksDbRecordCursor implements RecordCursor {

    private final ReadOnlyDatabase database;
    private final String family;
    private final @Nullable Counters counters;
    private final KeyRange range;
    private final RocksIterator iterator;
    private boolean started;
    private boolean ended;
    private byte @Nullable [] key;
    private byte @Nullable [] value;

    /** All of a family. */
    RocksDbRecordCursor(ReadOnlyDatabase database, String family, @Nullable Counters counters) {
        this(database, family, counters, KeyRange.ALL);
    }

    /** @param counters for a family that holds counters, else {@code null} */
    RocksDbRecordCursor(ReadOnlyDatabase database, String family, @Nullable Counters counters, KeyRange range) {
        this.database = database;
        this.family = family;
        this.counters = counters;
        this.range = range;
        this.iterator = database.scan(family);
    }

    @Override
    public boolean next() throws StoreException {
        key = null;
        value = null;
        requireOpen();
        if (ended) {
            return false;
        }
        move();
        if (iterator.isValid()) {
            ended = range.to() != null && !range.contains(key());
            return !ended;
        }
        try {
            // An iterator that met damage is just as invalid as one at its end.
            iterator.status();
            ended = true;
            return false;
        } catch (RocksDBException e) {
            throw database.failure(family, e);
        }
    }

    private void move() {
        if (started) {
            iterator.next();
            return;
        }
        started = true;
        if (range.from().length == 0) {
            iterator.seekToFirst();
        } else {
            iterator.seek(range.from());
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
