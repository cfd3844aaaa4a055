package dev.drydock.store.mysql;

import dev.drydock.bytes.BigEndian;
import dev.drydock.layout.v080.Letter.Shape;
import dev.drydock.store.sql.StoreTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows by statements of {@value #ROWS} rows each: most of the time of a single one goes into its way to the
 * server and back.
 */
final class RowInserter implements AutoCloseable {

    private static final int ROWS = 256;
    /** Rows are held back until there are enough of them or of their bytes; far below any {@code max_allowed_packet}. */
    private static final int MOST_BYTES = 1 << 19;

    /** So that the server need not keep all of a large table for taking it back. */
    private static final long MOST_BYTES_UNCOMMITTED = 32 << 20;

    private final Connection connection;
    private final StoreTable table;
    private final String name;
    private final String insert;
    private final List<byte[]> keys = new ArrayList<>(ROWS);
    private final List<byte[]> values = new ArrayList<>(ROWS);
    private @Nullable PreparedStatement many;
    private @Nullable PreparedStatement one;
    private int heldBytes;
    private long uncommitted;
    private long inserted;

    /** @param name of the table that gets the rows, under which it may not stay */
    RowInserter(Connection connection, StoreTable table, String name) {
        this.connection = connection;
        this.table = table;
        this.name = name;
        this.insert = "INSERT INTO " + name + " VALUES ";
    }

    /** Rows inserted so far, those held back not counted. */
    long inserted() {
        return inserted;
    }

    void insert(byte[] key, byte[] value) throws SQLException {
        if (heldBytes + (long) key.length + value.length > MOST_BYTES) {
            flush();
        }
        keys.add(key);
        values.add(value);
        heldBytes = (int) Math.min(heldBytes + (long) key.length + value.length, Integer.MAX_VALUE);
        if (keys.size() == ROWS || heldBytes > MOST_BYTES) {
            flush();
        }
    }

    void flush() throws SQLException {
        if (keys.size() == ROWS) {
            if (many == null) {
                many = connection.prepareStatement(insert + String.join(", ", Collections.nCopies(ROWS, row())));
            }
            execute(many, 0, ROWS);
        } else if (keys.size() > 1) {
            try (var rest =
                    connection.prepareStatement(insert + String.join(", ", Collections.nCopies(keys.size(), row())))) {
                execute(rest, 0, keys.size());
            }
        } else if (keys.size() == 1) {
            execute(one(), 0, 1);
        }
        inserted += keys.size();
        uncommitted += heldBytes;
        keys.clear();
        values.clear();
        heldBytes = 0;
        if (uncommitted > MOST_BYTES_UNCOMMITTED) {
            connection.commit();
            uncommitted = 0;
        }
    }

    private String row() {
        return table.hasValue() ? "(?, ?)" : "(?)";
    }

    private PreparedStatement one() throws SQLException {
        if (one == null) {
            one = connection.prepareStatement(insert + row());
        }
        return one;
    }

    private void execute(PreparedStatement statement, int from, int count) throws SQLException {
        var place = 1;
        for (var row = from; row < from + count; row++) {
            statement.setBytes(place++, keys.get(row));
            if (table.shape() == Shape.COUNTER) {
                statement.setLong(place++, Long.reverseBytes(BigEndian.u64(values.get(row), 0)));
            } else if (table.hasValue()) {
                statement.setBytes(place++, values.get(row));
            }
        }
        statement.executeUpdate();
        // Or the driver would hold large values until the next ones come.
        statement.clearParameters();
    }

    /**
     * After an insert that failed for a key that comes twice, of which nothing is in the table: which one it was, found by
     * inserting the rows one by one.
     */
    byte[] findDuplicate() throws SQLException {
        for (var row = 0; row < keys.size(); row++) {
            try {
                execute(one(), row, 1);
            } catch (SQLException e) {
                if (MysqlFailure.isDuplicateKey(e)) {
                    return keys.get(row);
                }
                throw e;
            }
        }
        throw new SQLException("no key came twice");
    }

    /** Whether a row has just this key, and not another one that begins like it. */
    boolean isThere(byte[] key) throws SQLException {
        try (var lookup = connection.prepareStatement("SELECT 1 FROM " + name + " WHERE k = ?")) {
            lookup.setBytes(1, key);
            try (var row = lookup.executeQuery()) {
                return row.next();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        if (many != null) {
            many.close();
        }
        if (one != null) {
            one.close();
        }
    }
}
