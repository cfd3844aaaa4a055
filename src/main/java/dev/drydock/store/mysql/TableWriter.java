package dev.drydock.store.mysql;

import dev.drydock.conversion.StoreException;
import dev.drydock.sorting.ExternalSorter;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.StoreTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Fills one new table with rows that come in any order.
 *
 * <p>A table of InnoDB lies in the order of its keys. As long as keys ascend they go straight in; from the first that
 * does not, they are sorted aside and go in at the end, or each would touch another page of the table.
 */
final class TableWriter {

    /** Bytes of memory for each table whose rows are being sorted; few are. */
    private static final int SORTING_BUDGET = 8 << 20;

    private final SqlConnector connector;
    private final Connection connection;
    private final StoreTable table;
    private final String name;
    private final Path sorting;
    private final RowInserter rows;
    private @Nullable ExternalSorter sorter;
    private byte @Nullable [] last;

    /**
     * @param name of the table in the database, until it gets its own
     * @param sorting a directory for what is being sorted
     */
    TableWriter(SqlConnector connector, Connection connection, StoreTable table, String name, Path sorting) {
        this.connector = connector;
        this.connection = connection;
        this.table = table;
        this.name = name;
        this.sorting = sorting;
        this.rows = new RowInserter(connection, table, name);
    }

    /** Adds a row; {@code value} counts for nothing where the table has keys only. */
    void insert(byte[] key, byte[] value) throws StoreException {
        var order = last == null ? 1 : Arrays.compareUnsigned(key, last);
        try {
            if (sorter != null) {
                sorter.add(key, value);
            } else if (order < 0) {
                sorter = new ExternalSorter(sorting, SORTING_BUDGET);
                sorter.add(key, value);
            } else {
                insertAfter(last, key, value);
                last = key;
            }
        } catch (IOException e) {
            throw sorting(e);
        }
    }

    private void insertAfter(byte @Nullable [] before, byte[] key, byte[] value) throws StoreException {
        if (Arrays.equals(before, key)) {
            throw connector.duplicate(table, key);
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
                    var count = statement.executeQuery("SELECT count(*) FROM " + name)) {
                count.next();
                if (count.getLong(1) != rows.inserted()) {
                    throw connector.miscounted(table, count.getLong(1), rows.inserted());
                }
            }
            rows.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void insertSorted(ExternalSorter unsorted) throws StoreException {
        try (var sorted = unsorted.sorted()) {
            byte[] before = null;
            while (sorted.next()) {
                insertAfter(before, sorted.key(), sorted.value());
                before = sorted.key();
            }
            unsorted.close();
        } catch (IOException e) {
            throw sorting(e);
        }
    }

    private StoreException sorting(IOException e) {
        return new StoreException(
                "Cannot sort the " + table + " of the new store " + connector.name() + " in " + sorting + ": "
                        + e.getMessage(),
                "Look at the free space there, or name another directory with --work",
                e);
    }

    /** MySQL tells keys apart by their first bytes alone, as the mail server has declared its tables. */
    private StoreException alike(byte[] key) {
        return new StoreException(
                "Key " + HexFormat.of().formatHex(key) + " begins like another one for the " + table
                        + " of the new store " + connector.name()
                        + ", which takes no two keys with the same first 400 bytes",
                "Convert into another backend instead");
    }

    private StoreException failed(SQLException e) {
        if (MysqlFailure.isDuplicateKey(e)) {
            try {
                var key = rows.findDuplicate();
                return rows.isThere(key) ? connector.duplicate(table, key) : alike(key);
            } catch (SQLException also) {
                e.addSuppressed(also);
            }
        }
        return connector.writing(table, e);
    }
}
