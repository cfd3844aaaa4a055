package dev.drydock.store.sql;

import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the tables of an open store, whichever version it is of. */
final class TableReader implements AutoCloseable {

    private final Snapshot snapshot;
    private final Map<StoreTable, PreparedStatement> lookups = new HashMap<>();

    TableReader(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    RecordCursor scan(StoreTable table) throws StoreException {
        return new PageCursor(snapshot, this, table);
    }

    byte @Nullable [] get(StoreTable table, byte[] key) throws StoreException {
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

    OptionalLong estimatedRows(StoreTable table) throws StoreException {
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
