package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.sorting.ExternalSorter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Fills one table of a new database with rows that come in any order.
 *
 * <p>As long as keys ascend they go straight in. From the first that does not, they are sorted aside and go in at the
 * end: inserted as they come, each would touch another page of the index, and once the index is larger than the memory
 * for it, each would wait for the disk.
 */
final class TableWriter implements AutoCloseable {

    /** Bytes of memory for each table whose rows are being sorted; few are. */
    private static final int SORTING_BUDGET = 8 << 20;

    private final Path target;
    private final TemporaryFile temporary;
    private final Connection connection;
    private final Table table;
    private final RowInserter rows;
    private @Nullable ExternalSorter sorter;
    private byte @Nullable [] last;

    TableWriter(Connection connection, Path target, TemporaryFile temporary, Table table) throws SQLException {
        this.target = target;
        this.temporary = temporary;
        this.connection = connection;
        this.table = table;
        this.rows = new RowInserter(connection, table);
    }

    /** Adds a row; {@code value} counts for nothing where the table has keys only. */
    void insert(byte[] key, byte[] value) throws StoreException {
        var order = last == null ? 1 : Arrays.compareUnsigned(key, last);
        try {
            if (sorter != null) {
                sorter.add(key, value);
            } else if (order < 0) {
                sorter = new ExternalSorter(temporary.sortingDirectory(), SORTING_BUDGET);
                sorter.add(key, value);
            } else {
                insertAfter(last, key, value);
                last = key;
            }
        } catch (IOException e) {
            throw SqliteFailure.of("Cannot sort the " + table + " of the new store " + target, e);
        }
    }

    private void insertAfter(byte @Nullable [] before, byte[] key, byte[] value) throws StoreException {
        if (Arrays.equals(before, key)) {
            throw duplicate(key);
        }
        try {
            rows.insert(key, value);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Writes what is held back, and compares the number of rows with what the table now has. */
    void finish() throws StoreException {
        if (sorter != null) {
            insertSorted(sorter);
        }
        try {
            rows.flush();
            try (var statement = connection.createStatement();
                    var count = statement.executeQuery("SELECT count(*) FROM " + table.letter())) {
                if (!count.next() || count.getLong(1) != rows.inserted()) {
                    throw new StoreException(
                            "The " + table + " of the new store " + target + " has " + count.getLong(1)
                                    + " rows instead of " + rows.inserted(),
                            "Look at the disk and its file system, and start again");
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        }
        close();
    }

    private void insertSorted(ExternalSorter unsorted) throws StoreException {
        try (var sorted = unsorted.sorted()) {
            byte[] before = null;
            while (sorted.next()) {
                insertAfter(before, sorted.key(), sorted.value());
                before = sorted.key();
            }
        } catch (IOException e) {
            throw SqliteFailure.of("Cannot sort the " + table + " of the new store " + target, e);
        }
    }

    private StoreException failed(SQLException e) {
        if (SqliteFailure.isDuplicateKey(e)) {
            try {
                return duplicate(rows.findDuplicate());
            } catch (SQLException also) {
                e.addSuppressed(also);
            }
        }
        return SqliteFailure.writing(target, table.toString(), e);
    }

    private StoreException duplicate(byte[] key) {
        return new StoreException(
                "Key " + HexFormat.of().formatHex(key) + " comes twice for " + table + " of the new store " + target,
                "Look at both records in what is being converted, as a store cannot hold two under one key");
    }

    @Override
    public void close() throws StoreException {
        try {
            rows.close();
            if (sorter != null) {
                sorter.close();
                sorter = null;
            }
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw SqliteFailure.of("Cannot remove what was sorted for the new store " + target, e);
        }
    }
}
