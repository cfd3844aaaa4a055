package dev.drydock.store.rocksdb;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.BitmapCursor;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A v0.7.3 store in a RocksDB directory. */
final class RocksDbSource implements RecordSource {

    private final Path directory;
    private final ReadOnlyDatabase database;

    RocksDbSource(Path directory, ReadOnlyDatabase database) {
        this.directory = directory;
        this.database = database;
    }

    /** Where it lies. */
    Path directory() {
        return directory;
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public RecordCursor scan(Space space, KeyRange range) {
        requireNoBitmaps(space);
        return new RocksDbRecordCursor(database, family(space), counters(space), range);
    }

    @Override
    public BitmapCursor bitmaps() {
        return new RocksDbBitmapCursor(database, family(Space.BITMAPS));
    }

    @Override
    public byte @Nullable [] get(Space space, byte[] key) throws StoreException {
        requireNoBitmaps(space);
        var value = database.get(family(space), key);
        var counters = counters(space);
        return value == null || counters == null ? value : counters.sum(key, value);
    }

    @Override
    public OptionalLong estimatedRows(Space space) throws StoreException {
        return database.estimatedRows(family(space));
    }

    @Override
    public void close() throws StoreException {
        database.close();
    }

    static String family(Space space) {
        return String.valueOf(space.letter());
    }

    private @Nullable Counters counters(Space space) {
        return space == Space.COUNTERS ? new Counters(database, family(space)) : null;
    }

    private static void requireNoBitmaps(Space space) {
        if (space == Space.BITMAPS) {
            throw new IllegalArgumentException("bitmaps are read by bitmaps()");
        }
    }
}
