package dev.drydock.store.sqlite;

import dev.drydock.bytes.BigEndian;
import dev.drydock.layout.v080.Letter.Shape;
import dev.drydock.store.sql.StoreTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Inserts rows by statements of {@value #ROWS} rows each, which is several times as fast as a batch of single ones: most
 * of the time goes into the way from Java to SQLite and back.
 */
final class RowInserter implements AutoCloseable {

    private static final int ROWS = 50;
    /** Rows are held back until there are enough of them or of their bytes. */
    private static final int MOST_BYTES = 1 << 18;

    private final Connection connection;
    private final StoreTable table;
    private final PreparedStatement many;
    private final PreparedStatement one;
    private final List<byte[]> keys = new ArrayList<>(ROWS);
    private final List<byte[]> values = new ArrayList<>(ROWS);
    private int heldBytes;
    private long inserted;

    RowInserter(Connection connection, StoreTable table) throws SQLException {
        this.connection = connection;
        this.table = table;
        var row = table.hasValue() ? "(?, ?)" : "(?)";
        var insert = "INSERT INTO " + table.letter() + " VALUES ";
        this.one = connection.prepareStatement(insert + row);
        this.many = connection.prepareStatement(insert + String.join(", ", Collections.nCopies(ROWS, row)));
    }

    /** Rows inserted so far, those held back not counted. */
    long inserted() {
        return inserted;
    }

    void insert(byte[] key, byte[] value) throws SQLException {
        keys.add(key);
        values.add(value);
        heldBytes += key.length + value.length;
        if (keys.size() == ROWS || heldBytes > MOST_BYTES) {
            flush();
        }
    }

    void flush() throws SQLException {
        if (keys.size() == ROWS && heldBytes <= MOST_BYTES) {
            for (var row = 0; row < ROWS; row++) {
                bind(many, row, row);
            }
            many.executeUpdate();
        } else {
            for (var row = 0; row < keys.size(); row++) {
                bind(one, 0, row);
                one.executeUpdate();
            }
        }
        inserted += keys.size();
        keys.clear();
        values.clear();
        heldBytes = 0;
    }

    private void bind(PreparedStatement statement, int place, int row) throws SQLException {
        if (!table.hasValue()) {
            statement.setBytes(place + 1, keys.get(row));
            return;
        }
        statement.setBytes(2 * place + 1, keys.get(row));
        if (table.shape() == Shape.COUNTER) {
            statement.setLong(2 * place + 2, Long.reverseBytes(BigEndian.u64(values.get(row), 0)));
        } else {
            statement.setBytes(2 * place + 2, values.get(row));
        }
    }

    /**
     * After a failed insert: which of the keys held back was there before. Row ids count from 1 without a gap, so one
     * that is not above {@link #inserted()} belongs to a row of an earlier statement.
     */
    byte[] findDuplicate() throws SQLException {
        var held = new TreeSet<byte[]>(Arrays::compareUnsigned);
        try (var lookup =
                connection.prepareStatement("SELECT 1 FROM " + table.letter() + " WHERE k = ? AND rowid <= ?")) {
            for (var key : keys) {
                lookup.setBytes(1, key);
                lookup.setLong(2, inserted);
                try (var rows = lookup.executeQuery()) {
                    if (!held.add(key) || rows.next()) {
                        return key;
                    }
                }
            }
        }
        throw new SQLException("no key came twice");
    }

    @Override
    public void close() throws SQLException {
        one.close();
        many.close();
    }
}
