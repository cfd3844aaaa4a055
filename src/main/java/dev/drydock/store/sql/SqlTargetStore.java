package dev.drydock.store.sql;

import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A v0.8.0 store of tables. */
public record SqlTargetStore(String name, OpenTables tables) implements TargetStore {

    @Override
    public RecordCursor scan(Letter letter) throws StoreException {
        return tables.scan(StoreTable.of(letter));
    }

    @Override
    public byte @Nullable [] get(Letter letter, byte[] key) throws StoreException {
        return tables.get(StoreTable.of(letter), key);
    }

    @Override
    public OptionalLong estimatedRows(Letter letter) throws StoreException {
        return tables.estimatedRows(StoreTable.of(letter));
    }

    @Override
    public void close() throws StoreException {
        tables.close();
    }
}
