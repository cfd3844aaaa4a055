package dev.drydock.store.sqlite;

import dev.drydock.conversion.BitmapCursor;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.sql.DocumentRowCursor;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A v0.7.3 store. */
record SqliteRecordSource(String name, TableReader reader, Schema schema) implements RecordSource {

    @Override
    public RecordCursor scan(Space space) throws StoreException {
        return reader.scan(recordTable(space));
    }

    @Override
    public BitmapCursor bitmaps() throws StoreException {
        var table = Table.of(Space.BITMAPS);
        return new DocumentRowCursor(
                reader.scan(table),
                reader::documents,
                table + " of " + reader.database().path());
    }

    @Override
    public byte @Nullable [] get(Space space, byte[] key) throws StoreException {
        return reader.get(recordTable(space), key);
    }

    private static Table recordTable(Space space) {
        if (space == Space.BITMAPS) {
            throw new IllegalArgumentException("bitmaps are not records here: one takes many rows");
        }
        return Table.of(space);
    }

    @Override
    public OptionalLong estimatedRows(Space space) throws StoreException {
        return reader.estimatedRows(Table.of(space));
    }

    /** Directories and lookups of a configuration may read tables of their own from the same file. */
    @Override
    public List<String> remarks() {
        return schema.othersThan(Table.ofV073()).stream()
                .map(table ->
                        "Table \"" + table + "\" is no part of the mail store and is not converted; if a directory or"
                                + " lookup in the configuration reads it with SQL, let that read the old file")
                .toList();
    }

    @Override
    public void close() throws StoreException {
        reader.close();
    }
}
