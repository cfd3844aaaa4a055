package dev.drydock.store.sql;

import dev.drydock.conversion.BitmapCursor;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A v0.7.3 store. */
record SqlRecordSource(String name, TableReader reader, List<String> otherTables) implements RecordSource {

    @Override
    public RecordCursor scan(Space space) throws StoreException {
        return reader.scan(recordTable(space));
    }

    @Override
    public BitmapCursor bitmaps() throws StoreException {
        var table = StoreTable.of(Space.BITMAPS);
        return new DocumentRowCursor(reader.scan(table), this::documents, table + " of " + name);
    }

    private void documents(byte[] after, byte[] to, int length, Consumer<byte[]> key) throws StoreException {
        var table = StoreTable.of(Space.BITMAPS);
        try (var rest = reader.snapshot()
                .prepare(
                        "SELECT k FROM b WHERE k > ? AND k <= ? AND octet_length(k) = " + length + " ORDER BY k",
                        table)) {
            rest.setBytes(1, after);
            rest.setBytes(2, to);
            try (var rows = rest.executeQuery()) {
                while (rows.next()) {
                    key.accept(rows.getBytes(1));
                }
            }
        } catch (SQLException e) {
            throw reader.snapshot().connector().reading(table, e);
        }
    }

    @Override
    public byte @Nullable [] get(Space space, byte[] key) throws StoreException {
        return reader.get(recordTable(space), key);
    }

    private static StoreTable recordTable(Space space) {
        if (space == Space.BITMAPS) {
            throw new IllegalArgumentException("bitmaps are not records here: one takes many rows");
        }
        return StoreTable.of(space);
    }

    @Override
    public OptionalLong estimatedRows(Space space) throws StoreException {
        return reader.estimatedRows(StoreTable.of(space));
    }

    /** Directories and lookups of a configuration may read tables of their own from the same database. */
    @Override
    public List<String> remarks() {
        return otherTables.stream()
                .map(table -> "Table \"" + table + "\" is no part of the mail store and is not converted")
                .toList();
    }

    @Override
    public void close() throws StoreException {
        reader.close();
    }
}
