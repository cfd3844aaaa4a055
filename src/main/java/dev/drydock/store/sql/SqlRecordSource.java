package dev.drydock.store.sql;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.BitmapCursor;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A v0.7.3 store of tables.
 *
 * @param place as messages name it
 */
public record SqlRecordSource(String name, OpenTables tables, String place, List<String> remarks)
        implements RecordSource {

    @Override
    public RecordCursor scan(Space space, KeyRange range) throws StoreException {
        return tables.scan(recordTable(space), range);
    }

    @Override
    public RecordCursor contentKeys() throws StoreException {
        return tables.keys(StoreTable.of(Space.BLOBS));
    }

    @Override
    public BitmapCursor bitmaps() throws StoreException {
        var table = StoreTable.of(Space.BITMAPS);
        return new DocumentRowCursor(tables.scan(table), tables, table + " of " + place);
    }

    @Override
    public byte @Nullable [] get(Space space, byte[] key) throws StoreException {
        return tables.get(recordTable(space), key);
    }

    private static StoreTable recordTable(Space space) {
        if (space == Space.BITMAPS) {
            throw new IllegalArgumentException("bitmaps are not records here: one takes many rows");
        }
        return StoreTable.of(space);
    }

    @Override
    public OptionalLong estimatedRows(Space space) throws StoreException {
        return tables.estimatedRows(StoreTable.of(space));
    }

    @Override
    public void close() throws StoreException {
        tables.close();
    }
}
