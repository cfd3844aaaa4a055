package dev.drydock.store.postgresql;

import java.util.List;
import java.util.stream.Collectors;

/** Writes names into statements of PostgreSQL, where they cannot be parameters. */
final class Names {

    private Names() {}

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String qualified(String schema, String table) {
        return quote(schema) + '.' + quote(table);
    }

    static String list(String schema, List<String> tables) {
        return tables.stream().map(table -> qualified(schema, table)).collect(Collectors.joining(", "));
    }

    /** A text as a constant. */
    static String literal(String text) {
        return (text.indexOf('\\') >= 0 ? "E" : "") + "'"
                + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
