package dev.drydock.store.sql;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads tables on an SQL server, over the connection of a snapshot. */
final class TableReader implements OpenTables {

    private final Snapshot snapshot;
    private final Map<StoreTable, PreparedStatement> lookups = new HashMap<>();

    TableReader(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public RecordCursor scan(StoreTable table, KeyRange range) throws StoreException {
        return new PageCursor(snapshot, this, table, range);
    }

    @Override
    public RecordCursor keys(StoreTable table) throws StoreException {
        return PageCursor.ofKeys(snapshot, this, table);
    }

    /** What the rows are read over. */
    Snapshot snapshot() {
        return snapshot;
    }

    @Override
    public byte @Nullable [] get(StoreTable table, byte[] key) throws StoreException {
        var lookup = lookups.get(table);
        if (lookup == null) {
            lookup = snapshot.prepare(lookup(table), table);
            lookups.put(table, lookup);
        }
        try {
            return get(lookup, table, key);
        } catch (SQLException e) {
            throw snapshot.connector().reading(table, e);
        }
    }

    /** The statement that looks one key up. */
    static String lookup(StoreTable table) {
        return "SELECT " + (table.hasValue() ? "v" : "1") + " FROM " + table.letter() + " WHERE k = ?";
    }

    static byte @Nullable [] get(PreparedStatement lookup, StoreTable table, byte[] key) throws SQLException {
        lookup.setBytes(1, key);
        try (var rows = lookup.executeQuery()) {
            if (!rows.next()) {
                return null;
            }
            return table.hasValue() ? PageCursor.decode(rows, 1, table) : new byte[0];
        }
    }

    @Override
    public void read(byte[] after, byte[] to, int length, Consumer<byte[]> key) throws StoreException {
        var table = StoreTable.of(Space.BITMAPS);
        try (var rest = snapshot.prepare(
                "SELECT k FROM b WHERE k > ? AND k <= ? AND octet_length(k) = " + length + " ORDER BY k", table)) {
            rest.setBytes(1, after);
            rest.setBytes(2, to);
            try (var rows = rest.executeQuery()) {
                while (rows.next()) {
                    key.accept(rows.getBytes(1));
                }
            }
        } catch (SQLException e) {
            throw snapshot.connector().reading(table, e);
        }
    }

    @Override
    public OptionalLong estimatedRows(StoreTable table) throws StoreException {
        try {
            return snapshot.dialect().estimatedRows(snapshot.connection(), table);
        } catch (SQLException e) {
            throw snapshot.connector().reading("the statistics of " + table, e);
        }
    }

    @Override
    public void close() throws StoreException {
        snapshot.close();
    }
}
