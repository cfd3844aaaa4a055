package dev.drydock.store.sql;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.Letter.Shape;

/** A new v0.8.0 store of tables. */
public record SqlRecordSink(String name, NewTables tables) implements RecordSink {

    @Override
    public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
        if (letter.shape() == Shape.COUNTER) {
            throw new IllegalArgumentException("counters are added: " + letter);
        }
        tables.insert(StoreTable.of(letter), key, value);
    }

    @Override
    public void add(Letter letter, byte[] key, long value) throws StoreException {
        if (letter.shape() != Shape.COUNTER) {
            throw new IllegalArgumentException("no counter: " + letter);
        }
        tables.insert(StoreTable.of(letter), key, new ByteWriter(8).u64le(value).toByteArray());
    }

    @Override
    public void commit() throws StoreException {
        tables.commit();
    }

    @Override
    public void close() throws StoreException {
        tables.close();
    }
}
