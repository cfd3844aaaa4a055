package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.sql.StoreTable;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables that both versions have alike, bytes and all: a copy of the old file in which the other tables were dropped is
 * a beginning of the new one, and far quicker to be had than all their rows.
 */
final class KeptTables {

    static final List<StoreTable> ALL =
            List.of(StoreTable.of(Letter.BLOB), StoreTable.of(Letter.INDEX), StoreTable.of(Letter.LOG));

    private KeptTables() {}

    /**
     * Whether they can be kept: the file is the whole store, SQLite keeps no account in it of which page belongs where, and
     * there is nothing in it but the tables of v0.7.3, declared as its server does.
     */
    static boolean canBeKept(OpenDatabase old) throws StoreException {
        if (!old.isWholeFile()) {
            return false;
        }
        var what = "the list of tables";
        try (var vacuum = old.prepare("PRAGMA auto_vacuum", what);
                var mode = vacuum.executeQuery()) {
            return mode.next() && mode.getInt(1) == 0 && declared(old, what).equals(wanted());
        } catch (SQLException e) {
            throw SqliteFailure.reading(old.path(), what, e);
        }
    }

    private static Map<String, String> declared(OpenDatabase old, String what) throws StoreException, SQLException {
        var declared = new HashMap<String, String>();
        // What makes the primary key unique has no statement.
        try (var statement = old.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL", what);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                declared.put(rows.getString(1), plain(rows.getString(2)));
            }
        }
        return declared;
    }

    private static Map<String, String> wanted() {
        var wanted = new HashMap<String, String>();
        for (var table : StoreTable.ofV073()) {
            wanted.put(table.name(), plain(Declarations.createStatement(table)));
        }
        return wanted;
    }

    private static String plain(String statement) {
        return statement.replaceAll("\\s+", "");
    }
}
