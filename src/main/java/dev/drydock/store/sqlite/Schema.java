package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.StoreVersion;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables found in a database, and which server made them.
 *
 * <p>A server adds the tables that are missing and leaves the others as they are, so the columns of a table tell who
 * made it: {@code v} and {@code c} have two columns in v0.7.3, and only a key in v0.8.0.
 *
 * @param columns for each table its columns, as {@link Table#columns()} gives them
 * @param longKeysInB true if {@code b} holds a key that is not of 9 bytes, which v0.8.0 never writes
 */
record Schema(Map<String, List<String>> columns, boolean longKeysInB) {

    /** Letters that only v0.8.0 uses. */
    private static final String NEW_LETTERS = "adefghjkmnpqrsu";

    static Schema read(Database database) throws StoreException {
        var what = "the list of tables";
        var columns = new HashMap<String, List<String>>();
        // Names compare without regard to case in SQLite. Shadow and virtual tables have no part in a store.
        try (var statement = database.prepare(
                        "SELECT lower(t.name), c.name, c.type, c.\"notnull\", c.dflt_value, c.pk"
                                + " FROM sqlite_schema t, pragma_table_xinfo(t.name) c"
                                + " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                                + " ORDER BY t.name, c.cid",
                        what);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                var column = rows.getString(2) + " " + rows.getString(3)
                        + (rows.getInt(6) > 0 ? " PRIMARY KEY" : "")
                        + (rows.getInt(4) > 0 ? " NOT NULL" : "")
                        + (rows.getString(5) == null ? "" : " DEFAULT " + rows.getString(5));
                columns.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(column);
            }
        } catch (SQLException e) {
            throw SqliteFailure.reading(database.path(), what, e);
        }
        var hasB = columns.getOrDefault("b", List.of()).contains("k BLOB PRIMARY KEY");
        return new Schema(columns, hasB && hasLongKeys(database));
    }

    private static boolean hasLongKeys(Database database) throws StoreException {
        var what = "table b";
        try (var statement = database.prepare("SELECT 1 FROM b WHERE length(k) <> 9 LIMIT 1", what);
                var rows = statement.executeQuery()) {
            return rows.next();
        } catch (SQLException e) {
            throw SqliteFailure.reading(database.path(), what, e);
        }
    }

    StoreVersion version() {
        if (columns.isEmpty()) {
            return StoreVersion.BLANK;
        }
        var madeByV073 = hasColumns("v", 2) || hasColumns("c", 2);
        var addedByV080 = Table.ofV080().stream()
                .filter(table -> NEW_LETTERS.indexOf(table.letter()) >= 0 && columns.containsKey(table.name()))
                .toList();
        if (!addedByV080.isEmpty()) {
            if (addedByV080.stream().noneMatch(this::isAsDeclared)) {
                return StoreVersion.FOREIGN;
            }
            return madeByV073 || longKeysInB ? StoreVersion.BOTH : StoreVersion.V0_8_0;
        }
        return isAsDeclared(Table.of(Space.VALUES)) ? StoreVersion.V0_7_3 : StoreVersion.FOREIGN;
    }

    /** The names of all other tables than these, sorted. */
    List<String> othersThan(List<Table> tables) {
        var ours = tables.stream().map(Table::name).toList();
        return columns.keySet().stream()
                .filter(name -> !ours.contains(name))
                .sorted()
                .toList();
    }

    private boolean hasColumns(String table, int count) {
        return columns.getOrDefault(table, List.of()).size() == count;
    }

    private boolean isAsDeclared(Table table) {
        return table.columns().equals(columns.get(table.name()));
    }

    /** Refuses a database in which one of the tables is missing or has other columns. */
    void require(List<Table> tables, Database database) throws StoreException {
        for (var table : tables) {
            var found = columns.get(table.name());
            if (found == null) {
                throw new StoreException(
                        "The store " + database.path() + " has no " + table + ", which its server makes at its start",
                        "Check that this is the whole store, and start its own server on a copy of it once");
            }
            if (!isAsDeclared(table)) {
                throw new StoreException(
                        "The " + table + " of " + database.path() + " has the columns (" + String.join(", ", found)
                                + ") instead of (" + String.join(", ", table.columns()) + ")",
                        "Check that no other program has changed this database");
            }
        }
    }
}
