package dev.drydock.store.sql;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter.Shape;
import dev.drydock.store.sql.SqlDialect.KeyBound;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a range of a table by its primary key, a page of {@value #ROWS} rows at a time; each page begins after the last key of
 * the one before. A page brings small values along, and a larger one is fetched by its key when it is asked for, so that
 * memory is bounded however large the values are.
 *
 * <p>The order is looked at, and at the end the server is asked whether these were all rows.
 */
final class PageCursor implements RecordCursor {

    private static final int ROWS = 512;
    /** Bytes of a value that comes with its page: a page is some 8 MB at most. */
    private static final int SMALL = 16_384;

    private static final byte[] NO_VALUE = {};

    /** @param value null for one that is large */
    private record Row(byte[] key, byte @Nullable [] value) {}

    private final Snapshot snapshot;
    private final TableReader reader;
    private final StoreTable table;
    private final KeyRange range;
    private final Shape shape;
    private final Deque<Row> page = new ArrayDeque<>(ROWS);
    private @Nullable PreparedStatement following;
    private boolean lastPage;
    private @Nullable Row row;
    private byte @Nullable [] lastRead;
    private long seen;

    PageCursor(Snapshot snapshot, TableReader reader, StoreTable table, KeyRange range) throws StoreException {
        this(snapshot, reader, table, range, table.shape());
    }

    /** Over all keys of a table, as if it had no values. */
    static PageCursor ofKeys(Snapshot snapshot, TableReader reader, StoreTable table) throws StoreException {
        return new PageCursor(snapshot, reader, table, KeyRange.ALL, Shape.KEY_ONLY);
    }

    private PageCursor(Snapshot snapshot, TableReader reader, StoreTable table, KeyRange range, Shape shape)
            throws StoreException {
        this.snapshot = snapshot;
        this.reader = reader;
        this.table = table;
        this.range = range;
        this.shape = shape;
        try (var first = snapshot.prepare(select(KeyBound.FROM), table)) {
            read(first, range.from());
        } catch (SQLException e) {
            throw snapshot.connector().reading(table, e);
        }
    }

    private String select(KeyBound bound) {
        var columns = switch (shape) {
            case KEY_ONLY -> "k";
            case COUNTER -> "k, v";
            case VALUE -> "k, CASE WHEN octet_length(v) <= " + SMALL + " THEN v END";
        };
        return "SELECT " + columns + " " + snapshot.dialect().fromInKeyOrder(table, bound, ROWS);
    }

    private void read(PreparedStatement statement, byte[] bound) throws SQLException, StoreException {
        statement.setBytes(1, bound);
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                var key = rows.getBytes(1);
                requireOrder(key);
                if (!range.contains(key)) {
                    lastPage = true;
                    return;
                }
                lastRead = key;
                page.add(new Row(key, value(rows)));
            }
        }
        lastPage = page.size() < ROWS;
    }

    private byte @Nullable [] value(ResultSet rows) throws SQLException {
        return switch (shape) {
            case KEY_ONLY -> NO_VALUE;
            case COUNTER -> littleEndian(rows.getLong(2));
            case VALUE -> rows.getBytes(2);
        };
    }

    /** The value of a row in the form that all backends give it. */
    static byte[] decode(ResultSet rows, int column, StoreTable table) throws SQLException {
        return table.shape() == Shape.COUNTER ? littleEndian(rows.getLong(column)) : rows.getBytes(column);
    }

    private static byte[] littleEndian(long value) {
        return new ByteWriter(8).u64le(value).toByteArray();
    }

    private void requireOrder(byte[] key) throws StoreException {
        if (lastRead != null && Arrays.compareUnsigned(lastRead, key) >= 0) {
            throw new StoreException(
                    "The primary key of " + table + " of "
                            + snapshot.connector().name() + " is out of order: "
                            + HexFormat.of().formatHex(key) + " comes after "
                            + HexFormat.of().formatHex(lastRead),
                    "Check the table with the server's own tools, and rebuild its primary key on a copy");
        }
    }

    @Override
    public boolean next() throws StoreException {
        row = page.poll();
        if (row == null && !lastPage && lastRead != null) {
            try {
                if (following == null) {
                    following = snapshot.prepare(select(KeyBound.AFTER), table);
                }
                read(following, lastRead);
            } catch (SQLException e) {
                throw snapshot.connector().reading(table, e);
            }
            row = page.poll();
        }
        if (row == null) {
            requireAllSeen();
            return false;
        }
        seen++;
        return true;
    }

    private void requireAllSeen() throws StoreException {
        var count = snapshot.count(table, range);
        if (count != seen) {
            throw new StoreException(
                    "The primary key of " + table + " of "
                            + snapshot.connector().name() + " is damaged: it leads to " + seen
                            + " rows, and the table has " + count,
                    "Check the table with the server's own tools, and rebuild its primary key on a copy");
        }
    }

    private Row current() {
        if (row == null) {
            throw new IllegalStateException("not on a record");
        }
        return row;
    }

    @Override
    public byte[] key() {
        return current().key();
    }

    @Override
    public byte[] value() throws StoreException {
        var value = current().value();
        if (value == null) {
            value = reader.get(table, key());
            if (value == null) {
                throw new StoreException(
                        "Key " + HexFormat.of().formatHex(key()) + " in " + table + " of "
                                + snapshot.connector().name() + " has no value",
                        "Check that no other program has changed this database");
            }
            // A caller may ask again.
            row = new Row(key(), value);
        }
        return value;
    }

    @Override
    public void close() throws StoreException {
        try {
            if (following != null) {
                following.close();
            }
        } catch (SQLException e) {
            throw snapshot.connector().reading(table, e);
        }
    }
}
