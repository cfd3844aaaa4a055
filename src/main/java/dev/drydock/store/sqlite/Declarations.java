package dev.drydock.store.sqlite;

import dev.drydock.store.sql.StoreTable;
import java.util.List;

/** How the mail servers declare their tables to SQLite: by one of three sets of columns. */
final class Declarations {

    private Declarations() {}

    /** The statement that makes a table, with the columns, types and constraints of the server's own. */
    static String createStatement(StoreTable table) {
        return "CREATE TABLE " + table.letter() + " (" + String.join(", ", columns(table)) + ")";
    }

    /** The columns of a table as they are declared. */
    static List<String> columns(StoreTable table) {
        return switch (table.shape()) {
            case KEY_ONLY -> List.of("k BLOB PRIMARY KEY");
            case VALUE -> List.of("k BLOB PRIMARY KEY", "v BLOB NOT NULL");
            case COUNTER -> List.of("k BLOB PRIMARY KEY", "v INTEGER NOT NULL DEFAULT 0");
        };
    }
}
