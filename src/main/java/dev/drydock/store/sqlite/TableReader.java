package dev.drydock.store.sqlite;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.sql.OpenTables;
import dev.drydock.store.sql.StoreTable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads tables of an SQLite file. */
final class TableReader implements OpenTables {

    private final OpenDatabase database;
    private final Map<StoreTable, PreparedStatement> lookups = new HashMap<>();

    TableReader(OpenDatabase database) {
        this.database = database;
    }

    OpenDatabase database() {
        return database;
    }

    @Override
    public RecordCursor scan(StoreTable table, KeyRange range) throws StoreException {
        return TableCursor.ofRange(database, table, range);
    }

    @Override
    public RecordCursor keys(StoreTable table) throws StoreException {
        return TableCursor.ofKeys(database, table);
    }

    @Override
    public byte @Nullable [] get(StoreTable table, byte[] key) throws StoreException {
        try {
            var lookup = lookups.get(table);
            if (lookup == null) {
                var column = table.hasValue() ? "v" : "zeroblob(0)";
                lookup = database.prepare(
                        "SELECT " + column + " FROM " + table.letter() + " WHERE k = ?", table.toString());
                lookups.put(table, lookup);
            }
            lookup.setBytes(1, key);
            try (var rows = lookup.executeQuery()) {
                if (!rows.next()) {
                    return null;
                }
                return table.hasValue() ? TableCursor.decode(rows, 1, table, key, database) : new byte[0];
            }
        } catch (SQLException e) {
            throw SqliteFailure.reading(database.path(), table.toString(), e);
        }
    }

    @Override
    public void read(byte[] after, byte[] to, int length, Consumer<byte[]> key) throws StoreException {
        var table = StoreTable.of(Space.BITMAPS);
        try (var statement = database.prepare(
                "SELECT k FROM " + table.letter() + " WHERE k > ? AND k <= ? AND length(k) = ? ORDER BY k",
                table.toString())) {
            statement.setBytes(1, after);
            statement.setBytes(2, to);
            statement.setInt(3, length);
            try (var rest = statement.executeQuery()) {
                while (rest.next()) {
                    key.accept(rest.getBytes(1));
                }
            }
        } catch (SQLException e) {
            throw SqliteFailure.reading(database.path(), table.toString(), e);
        }
    }

    /** The highest row id: never less than the number of rows, and more where rows were deleted since. */
    @Override
    public OptionalLong estimatedRows(StoreTable table) throws StoreException {
        try (var statement = database.prepare("SELECT max(rowid) FROM " + table.letter(), table.toString());
                var rows = statement.executeQuery()) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        } catch (SQLException e) {
            throw SqliteFailure.reading(database.path(), table.toString(), e);
        }
    }

    @Override
    public void close() throws StoreException {
        database.close();
    }
}
