package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.StoreVersion;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * The tables of a store found in a database, and which server made them. Whatever has a longer name belongs to others
 * and does not count.
 *
 * <p>A server adds the tables that are missing and leaves the others as they are, so the columns of a table tell who
 * made it: {@code v} and {@code c} have two columns in v0.7.3, and only a key in v0.8.0.
 *
 * @param columns for each table its columns, as {@link SqlDialect#letterTables} gives them
 * @param longKeysInB true if {@code b} holds a key that is not of 9 bytes, which v0.8.0 never writes
 */
record Schema(Map<String, List<String>> columns, String binaryType, boolean longKeysInB) {

    /** Letters that only v0.8.0 uses. */
    private static final String NEW_LETTERS = "adefghjkmnpqrsu";

    static Schema read(Snapshot snapshot) throws StoreException {
        var dialect = snapshot.dialect();
        try {
            var columns = dialect.letterTables(snapshot.connection());
            var bitmaps = StoreTable.of(Space.BITMAPS);
            var isThere = bitmaps.columns(dialect.binaryType()).equals(columns.get(bitmaps.name()));
            return new Schema(columns, dialect.binaryType(), isThere && hasLongKeys(snapshot));
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
        if (columns.isEmpty()) {
            return StoreVersion.BLANK;
        }
        var madeByV073 = hasColumns("v", 2) || hasColumns("c", 2);
        var addedByV080 = StoreTable.ofV080().stream()
                .filter(table -> NEW_LETTERS.indexOf(table.letter()) >= 0 && columns.containsKey(table.name()))
                .toList();
        if (!addedByV080.isEmpty()) {
            if (addedByV080.stream().noneMatch(this::isAsDeclared)) {
                return StoreVersion.FOREIGN;
            }
            return madeByV073 || longKeysInB ? StoreVersion.BOTH : StoreVersion.V0_8_0;
        }
        return isAsDeclared(StoreTable.of(Space.VALUES)) ? StoreVersion.V0_7_3 : StoreVersion.FOREIGN;
    }

    private boolean hasColumns(String table, int count) {
        return columns.getOrDefault(table, List.of()).size() == count;
    }

    private boolean isAsDeclared(StoreTable table) {
        return table.columns(binaryType).equals(columns.get(table.name()));
    }

    /** Refuses a database in which one of the tables is missing or has other columns. */
    void require(List<StoreTable> tables, String store) throws StoreException {
        for (var table : tables) {
            var found = columns.get(table.name());
            if (found == null) {
                throw new StoreException(
                        "The store " + store + " has no " + table + ", which its server makes at its start",
                        "Check that this is the whole store, and start its own server on a copy of it once");
            }
            if (!isAsDeclared(table)) {
                throw new StoreException(
                        "The " + table + " of " + store + " has the columns (" + String.join(", ", found)
                                + ") instead of (" + String.join(", ", table.columns(binaryType)) + ")",
                        "Check that no other program has changed this database");
            }
        }
    }
}
