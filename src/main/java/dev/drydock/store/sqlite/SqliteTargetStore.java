package dev.drydock.store.sqlite;

import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A v0.8.0 store. */
record SqliteTargetStore(String name, TableReader reader) implements TargetStore {

    @Override
    public RecordCursor scan(Letter letter) throws StoreException {
        return reader.scan(Table.of(letter));
    }

    @Override
    public byte @Nullable [] get(Letter letter, byte[] key) throws StoreException {
        return reader.get(Table.of(letter), key);
    }

    @Override
    public OptionalLong estimatedRows(Letter letter) throws StoreException {
        return reader.estimatedRows(Table.of(letter));
    }

    @Override
    public void close() throws StoreException {
        reader.close();
    }
}
