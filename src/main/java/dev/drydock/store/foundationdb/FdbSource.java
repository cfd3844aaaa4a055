package dev.drydock.store.foundationdb;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.BitmapCursor;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.Space;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A v0.7.3 store, of which settings and single values can be read. */
record FdbSource(LetterRecords records) implements RecordSource {

    private static final KeyRange SETTINGS = Family.SETTING.ranges().get(0);

    @Override
    public String name() {
        return records.name();
    }

    @Override
    public RecordCursor scan(Space space, KeyRange range) throws StoreException {
        if (space != Space.VALUES || !isAmongSettings(range)) {
            throw refused(space);
        }
        return records.scan(space.letter(), range);
    }

    private static boolean isAmongSettings(KeyRange range) {
        var to = range.to();
        var end = SETTINGS.to();
        return Arrays.compareUnsigned(range.from(), SETTINGS.from()) >= 0
                && to != null
                && end != null
                && Arrays.compareUnsigned(to, end) <= 0;
    }

    @Override
    public RecordCursor contentKeys() throws StoreException {
        throw refused(Space.BLOBS);
    }

    @Override
    public BitmapCursor bitmaps() throws StoreException {
        throw refused(Space.BITMAPS);
    }

    @Override
    public byte @Nullable [] get(Space space, byte[] key) throws StoreException {
        if (space != Space.VALUES) {
            throw refused(space);
        }
        return records.get(space.letter(), key);
    }

    private StoreException refused(Space space) {
        return records.refused(space.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public OptionalLong estimatedRows(Space space) {
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }
}
