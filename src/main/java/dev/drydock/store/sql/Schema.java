package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.StoreVersion;
import java.sql.SQLException;

/**
 * The tables of a store found in a database. Whatever has a longer name belongs to others and does not count.
 *
 * @param longKeysInB true if {@code b} holds a key that is not of 9 bytes, which v0.8.0 never writes
 */
record Schema(TableColumns tables, boolean longKeysInB) {

    static Schema read(Snapshot snapshot) throws StoreException {
        var dialect = snapshot.dialect();
        try {
            var tables = new TableColumns(
                    dialect.letterTables(snapshot.connection()), table -> table.columns(dialect.binaryType()));
            return new Schema(tables, tables.isAsDeclared(StoreTable.of(Space.BITMAPS)) && hasLongKeys(snapshot));
        } catch (SQLException e) {
            throw snapshot.connector().reading("the list of tables", e);
        }
    }

    private static boolean hasLongKeys(Snapshot snapshot) throws SQLException {
        try (var statement =
                        snapshot.connection().prepareStatement("SELECT 1 FROM b WHERE octet_length(k) <> 9 LIMIT 1");
                var rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    StoreVersion version() {
        return tables.version(longKeysInB);
    }
}
