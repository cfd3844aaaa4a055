package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.sql.StoreTable;
import dev.drydock.store.sql.TableColumns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The tables found in a database.
 *
 * @param longKeysInB true if {@code b} holds a key that is not of 9 bytes, which v0.8.0 never writes
 */
record Schema(TableColumns tables, boolean longKeysInB) {

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
        return new Schema(new TableColumns(columns, Declarations::columns), hasB && hasLongKeys(database));
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
        return tables.version(longKeysInB);
    }

    /** The names of all other tables than these, sorted. */
    List<String> othersThan(List<StoreTable> ours) {
        var names = ours.stream().map(StoreTable::name).toList();
        return tables.found().keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .toList();
    }
}
