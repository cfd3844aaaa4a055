package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fills one table of a new database.
 *
 * <p>Rows go in by statements of {@value #ROWS} rows each, which is several times as fast as a batch of single ones:
 * most of the time goes into the way from Java to SQLite and back.
 */
final class TableWriter {

    private static final int ROWS = 50;
    /** Rows are held back until there are enough of them or of their bytes. */
    private static final int MOST_BYTES = 1 << 18;

    private final Path file;
    private final Table table;
    private final Connection connection;
    private final PreparedStatement many;
    private final PreparedStatement one;
    private final List<byte[]> keys = new ArrayList<>(ROWS);
    private final List<Object> values = new ArrayList<>(ROWS);
    private int heldBytes;
    private long written;
    private byte @Nullable [] last;

    TableWriter(Connection connection, Path file, Table table) throws SQLException {
        this.file = file;
        this.table = table;
        this.connection = connection;
        var row = table.hasValue() ? "(?, ?)" : "(?)";
        var insert = "INSERT INTO " + table.letter() + " VALUES ";
        this.one = connection.prepareStatement(insert + row);
        this.many = connection.prepareStatement(insert + String.join(", ", Collections.nCopies(ROWS, row)));
    }

    /** @param value {@code byte[]}, or {@code Long} for a counter; not looked at where the table has keys only */
    void insert(byte[] key, Object value) throws StoreException {
        if (last != null && Arrays.equals(last, key)) {
            throw duplicate(key);
        }
        last = key;
        keys.add(key);
        values.add(value);
        heldBytes += key.length + (value instanceof byte[] bytes ? bytes.length : Long.BYTES);
        if (keys.size() == ROWS) {
            flush(heldBytes <= MOST_BYTES * 2);
        } else if (heldBytes > MOST_BYTES) {
            flush(false);
        }
    }

    private void flush(boolean together) throws StoreException {
        try {
            if (together) {
                for (var i = 0; i < ROWS; i++) {
                    bind(many, i, i);
                }
                many.executeUpdate();
            } else {
                insertOneByOne();
            }
        } catch (SQLException e) {
            if (SqliteFailure.isDuplicateKey(e)) {
                throw duplicate(findDuplicate());
            }
            throw SqliteFailure.writing(file, table.toString(), e);
        }
        written += keys.size();
        keys.clear();
        values.clear();
        heldBytes = 0;
    }

    private void insertOneByOne() throws SQLException {
        for (var i = 0; i < keys.size(); i++) {
            bind(one, i, 0);
            one.executeUpdate();
        }
    }

    private void bind(PreparedStatement statement, int held, int row) throws SQLException {
        var parameter = row * (table.hasValue() ? 2 : 1);
        statement.setBytes(parameter + 1, keys.get(held));
        if (table.hasValue()) {
            statement.setObject(parameter + 2, values.get(held));
        }
    }

    /**
     * Which of the keys held back was there before. Row ids count from 1 without a gap, so one that is not above
     * {@link #written} belongs to a row of an earlier statement.
     */
    private byte[] findDuplicate() throws StoreException {
        var held = new TreeSet<byte[]>(Arrays::compareUnsigned);
        try (var lookup =
                connection.prepareStatement("SELECT 1 FROM " + table.letter() + " WHERE k = ? AND rowid <= ?")) {
            for (var key : keys) {
                lookup.setBytes(1, key);
                lookup.setLong(2, written);
                try (var rows = lookup.executeQuery()) {
                    if (!held.add(key) || rows.next()) {
                        return key;
                    }
                }
            }
        } catch (SQLException e) {
            throw SqliteFailure.writing(file, table.toString(), e);
        }
        throw new IllegalStateException("no key came twice in " + table);
    }

    private StoreException duplicate(byte[] key) {
        return new StoreException(
                "Key " + HexFormat.of().formatHex(key) + " comes twice for " + table + " of the new store " + file,
                "Look at both records in what is being converted, as a store cannot hold two under one key");
    }

    /** Writes what is held back, and compares the number of rows with what the table now has. */
    void finish() throws StoreException {
        flush(false);
        try {
            one.close();
            many.close();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT count(*) FROM " + table.letter())) {
                if (!rows.next() || rows.getLong(1) != written) {
                    throw new StoreException(
                            "The " + table + " of the new store " + file + " has " + rows.getLong(1)
                                    + " rows instead of " + written,
                            "Look at the disk and its file system, and start again");
                }
            }
        } catch (SQLException e) {
            throw SqliteFailure.writing(file, table.toString(), e);
        }
    }
}
