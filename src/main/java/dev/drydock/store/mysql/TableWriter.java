package dev.drydock.store.mysql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.RowsInOrder;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.StoreTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * Fills one new table with rows that come in any order: a table of InnoDB lies in the order of its keys, so those that do
 * not ascend are sorted aside.
 */
final class TableWriter implements RowsInOrder.Into {

    private final SqlConnector connector;
    private final Connection connection;
    private final StoreTable table;
    private final String name;
    private final Path sorting;
    private final RowInserter rows;
    private long counted;
    private final RowsInOrder order = new RowsInOrder(this);

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
    void add(byte[] key, byte[] value) throws StoreException {
        try {
            order.add(key, value);
        } catch (IOException e) {
            throw sorting(e);
        }
    }

    /** Counts rows that came by other statements. */
    void count(long number) {
        counted += number;
    }

    @Override
    public Path sortingDirectory() {
        return sorting;
    }

    @Override
    public void insert(byte[] key, byte[] value) throws StoreException {
        try {
            rows.insert(key, value);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public StoreException duplicate(byte[] key) {
        return connector.duplicate(table, key);
    }

    /** Writes what is held back, and compares the number of rows with what the table now has. */
    void finish() throws StoreException {
        try {
            order.finish();
        } catch (IOException e) {
            throw sorting(e);
        }
        try {
            rows.flush();
            try (var statement = connection.createStatement();
                    var count = statement.executeQuery("SELECT count(*) FROM " + name)) {
                count.next();
                if (count.getLong(1) != rows.inserted() + counted) {
                    throw connector.miscounted(table, count.getLong(1), rows.inserted() + counted);
                }
            }
            rows.close();
        } catch (SQLException e) {
            throw failed(e);
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
