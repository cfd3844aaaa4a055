package dev.drydock.store.sqlite;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter.Shape;
import dev.drydock.store.sql.StoreTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a table along the index of its primary key, one row in memory at a time; values are fetched when asked
 * for.
 *
 * <p>What a sound index cannot give is refused: keys out of order and, of a whole table, an end that comes before all its
 * rows were seen.
 */
final class TableCursor implements RecordCursor {

    private static final byte[] NO_VALUE = {};

    private final OpenDatabase database;
    private final StoreTable table;
    private final KeyRange range;
    private final boolean hasValues;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private byte @Nullable [] key;
    private byte @Nullable [] value;
    private long seen;

    private TableCursor(OpenDatabase database, StoreTable table, KeyRange range, boolean hasValues)
            throws StoreException {
        this.database = database;
        this.table = table;
        this.range = range;
        this.hasValues = hasValues;
        this.statement = database.prepare(select(table, hasValues, bounds(range)), table.toString());
        try {
            if (!range.isEverything()) {
                statement.setBytes(1, range.from());
                if (range.to() != null) {
                    statement.setBytes(2, range.to());
                }
            }
            this.rows = statement.executeQuery();
        } catch (SQLException e) {
            throw SqliteFailure.reading(database.path(), table.toString(), e);
        }
    }

    /** Walks over the keys alone, with the same checks, and reads none of the values. */
    static TableCursor ofKeys(OpenDatabase database, StoreTable table) throws StoreException {
        return new TableCursor(database, table, KeyRange.ALL, false);
    }

    /** Walks over a part of it, which tells nothing of whether the index leads to all rows, unless it is the whole. */
    static TableCursor ofRange(OpenDatabase database, StoreTable table, KeyRange range) throws StoreException {
        return new TableCursor(database, table, range, table.hasValue());
    }

    /** The statement that reads a whole table in key order, by its index alone where there are only keys. */
    static String select(StoreTable table) {
        return select(table, table.hasValue(), "");
    }

    private static String select(StoreTable table, boolean hasValues, String bounds) {
        return "SELECT " + (hasValues ? "k, v" : "k") + " FROM " + table.letter() + bounds + " ORDER BY k";
    }

    private static String bounds(KeyRange range) {
        return range.isEverything() ? "" : " WHERE k >= ?" + (range.to() == null ? "" : " AND k < ?");
    }

    @Override
    public boolean next() throws StoreException {
        try {
            if (!rows.next()) {
                key = null;
                if (range.isEverything()) {
                    requireAllSeen();
                }
                database.requireUnchanged();
                return false;
            }
            if (!(rows.getObject(1) instanceof byte[] next)) {
                throw new StoreException(
                        "Row " + (seen + 1) + " of " + table + " of " + database.path() + " has a key that is no BLOB",
                        "Check that no other program has changed this database");
            }
            if (key != null && Arrays.compareUnsigned(key, next) >= 0) {
                throw new StoreException(
                        "The index of " + table + " of " + database.path() + " is damaged: key "
                                + HexFormat.of().formatHex(next) + " comes after "
                                + HexFormat.of().formatHex(key),
                        "Run REINDEX on a copy, and look at what \"PRAGMA integrity_check\" says of it");
            }
            key = next;
            value = null;
            seen++;
            return true;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void requireAllSeen() throws SQLException, StoreException {
        try (var count = database.prepare("SELECT count(*) FROM " + table.letter() + " NOT INDEXED", table.toString());
                var result = count.executeQuery()) {
            result.next();
            if (result.getLong(1) != seen) {
                throw new StoreException(
                        "The index of " + table + " of " + database.path() + " is damaged: it leads to " + seen
                                + " rows, and the table has " + result.getLong(1),
                        "Run REINDEX on a copy, and look at what \"PRAGMA integrity_check\" says of it");
            }
        }
    }

    @Override
    public byte[] key() {
        if (key == null) {
            throw new IllegalStateException("not on a record");
        }
        return key;
    }

    @Override
    public byte[] value() throws StoreException {
        if (value == null) {
            value = fetch();
        }
        return value;
    }

    private byte[] fetch() throws StoreException {
        if (!hasValues) {
            return NO_VALUE;
        }
        try {
            return decode(rows, 2, table, key(), database);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The value of a row in the form that all backends give it, its type checked: SQLite keeps any in any column. */
    static byte[] decode(ResultSet rows, int column, StoreTable table, byte[] key, Database database)
            throws SQLException, StoreException {
        var found = rows.getObject(column);
        if (table.shape() == Shape.COUNTER
                ? found instanceof Integer || found instanceof Long
                : found instanceof byte[]) {
            return found instanceof Number number ? littleEndian(number.longValue()) : (byte[]) found;
        }
        throw new StoreException(
                "The value of key " + HexFormat.of().formatHex(key) + " in " + table + " of " + database.path() + " is "
                        + (found == null
                                ? "NULL"
                                : "of type " + found.getClass().getSimpleName()) + " instead of "
                        + (table.shape() == Shape.COUNTER ? "an INTEGER" : "a BLOB"),
                "Check that no other program has changed this database");
    }

    private static byte[] littleEndian(long value) {
        return new ByteWriter(8).u64le(value).toByteArray();
    }

    private StoreException failed(SQLException e) {
        return SqliteFailure.reading(database.path(), table.toString(), e);
    }

    @Override
    public void close() throws StoreException {
        try {
            statement.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
