package dev.drydock.store.rocksdb;

import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A v0.8.0 store in a RocksDB directory. */
final class RocksDbTarget implements TargetStore {

    private final ReadOnlyDatabase database;

    RocksDbTarget(ReadOnlyDatabase database) {
        this.database = database;
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public RecordCursor scan(Letter letter) {
        return new RocksDbRecordCursor(database, family(letter), counters(letter));
    }

    @Override
    public RecordCursor contentKeys() throws StoreException {
        return database.contentKeys(family(Letter.BLOB));
    }

    @Override
    public byte @Nullable [] get(Letter letter, byte[] key) throws StoreException {
        var value = database.get(family(letter), key);
        var counters = counters(letter);
        return value == null || counters == null ? value : counters.sum(key, value);
    }

    @Override
    public OptionalLong estimatedRows(Letter letter) throws StoreException {
        return database.estimatedRows(family(letter));
    }

    @Override
    public void close() throws StoreException {
        database.close();
    }

    static String family(Letter letter) {
        return String.valueOf(letter.letter());
    }

    private @Nullable Counters counters(Letter letter) {
        return letter.shape() == Letter.Shape.COUNTER ? new Counters(database, family(letter)) : null;
    }
}
