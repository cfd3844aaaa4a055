package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.RowsInOrder;
import dev.drydock.store.sql.StoreTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;

/** Fills one table of a new database with rows that come in any order; those that do not ascend are sorted aside. */
final class TableWriter implements RowsInOrder.Into, AutoCloseable {

    private final Path target;
    private final TemporaryFile temporary;
    private final Connection connection;
    private final StoreTable table;
    private final RowInserter rows;
    private long copied;
    private final RowsInOrder order = new RowsInOrder(this);

    TableWriter(Connection connection, Path target, TemporaryFile temporary, StoreTable table) throws SQLException {
        this.target = target;
        this.temporary = temporary;
        this.connection = connection;
        this.table = table;
        this.rows = new RowInserter(connection, table);
    }

    /** Adds a row; {@code value} counts for nothing where the table has keys only. */
    void add(byte[] key, byte[] value) throws StoreException {
        try {
            order.add(key, value);
        } catch (IOException e) {
            throw sorting(e);
        }
    }

    /** Has SQLite fill it from a query that gives its columns. */
    void fill(String query) throws StoreException {
        try (var statement = connection.createStatement()) {
            copied += statement.executeUpdate("INSERT INTO main." + table.letter() + " " + query);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Counts with what it has from the beginning, which are the rows of the old table of its name. */
    void keep() throws StoreException {
        copied += count(NewDatabase.OLD);
    }

    /** Takes rows out of it that a query names. */
    void remove(String keys) throws StoreException {
        try (var statement = connection.createStatement()) {
            copied -= statement.executeUpdate("DELETE FROM main." + table.letter() + " WHERE k IN (" + keys + ")");
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private long count(String database) throws StoreException {
        try (var statement = connection.createStatement();
                var count = statement.executeQuery("SELECT count(*) FROM " + database + "." + table.letter())) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Path sortingDirectory() throws IOException {
        return temporary.sortingDirectory();
    }

    @Override
    public void insert(byte[] key, byte[] value) throws StoreException {
        try {
            rows.insert(key, value);
        } catch (SQLException e) {
            throw failed(e);
        }
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
        } catch (SQLException e) {
            throw failed(e);
        }
        var given = rows.inserted() + copied;
        var found = count("main");
        if (found != given) {
            throw new StoreException(
                    "The " + table + " of the new store " + target + " has " + found + " rows instead of " + given,
                    "Look at the disk and its file system, and start again");
        }
        close();
    }

    private StoreException sorting(IOException e) {
        return SqliteFailure.of("Cannot sort the " + table + " of the new store " + target, e);
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

    @Override
    public StoreException duplicate(byte[] key) {
        return new StoreException(
                "Key " + HexFormat.of().formatHex(key) + " comes twice for " + table + " of the new store " + target,
                "Look at both records in what is being converted, as a store cannot hold two under one key");
    }

    @Override
    public void close() throws StoreException {
        try {
            rows.close();
            order.close();
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw SqliteFailure.of("Cannot remove what was sorted for the new store " + target, e);
        }
    }
}
