package dev.drydock.store.sqlite;

import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.sql.DocumentRowCursor;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the tables of an open store, whichever version it is of. */
final class TableReader implements AutoCloseable {

    private final OpenDatabase database;
    private final Map<Table, PreparedStatement> lookups = new HashMap<>();

    TableReader(OpenDatabase database) {
        this.database = database;
    }

    OpenDatabase database() {
        return database;
    }

    RecordCursor scan(Table table) throws StoreException {
        return new TableCursor(database, table);
    }

    byte @Nullable [] get(Table table, byte[] key) throws StoreException {
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

    /** Reads a part of the bitmaps' rows, as {@link DocumentRowCursor.Part} says. */
    void documents(byte[] after, byte[] to, int length, Consumer<byte[]> key) throws StoreException {
        var table = Table.of(Space.BITMAPS);
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
    OptionalLong estimatedRows(Table table) throws StoreException {
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
