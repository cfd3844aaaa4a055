package dev.drydock.store.sqlite;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.Letter.Shape;

/** A new v0.8.0 store. */
record SqliteRecordSink(String name, NewDatabase database) implements RecordSink {

    @Override
    public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
        if (letter.shape() == Shape.COUNTER) {
            throw new IllegalArgumentException("counters are added: " + letter);
        }
        database.writer(Table.of(letter)).insert(key, value);
    }

    @Override
    public void add(Letter letter, byte[] key, long value) throws StoreException {
        if (letter.shape() != Shape.COUNTER) {
            throw new IllegalArgumentException("no counter: " + letter);
        }
        database.writer(Table.of(letter))
                .insert(key, new ByteWriter(8).u64le(value).toByteArray());
    }

    @Override
    public void commit() throws StoreException {
        database.commit();
    }

    @Override
    public void close() throws StoreException {
        database.close();
    }
}
