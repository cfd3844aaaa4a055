package dev.drydock.store.mysql;

import dev.drydock.store.sql.KeepingChecks.Oddity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of the six tables as the server of v0.7.3 declares them, and in which way those that are there differ. */
final class DeclaredColumns {

    private static final String KEY = "tinyblob, not null, key of 255 bytes";
    private static final String LONG_KEY = "blob, not null, key of 400 bytes";

    /** By table and column. */
    private static final Map<String, String> DECLARED = Map.ofEntries(
            Map.entry("b.k", LONG_KEY),
            Map.entry("i.k", LONG_KEY),
            Map.entry("v.k", KEY),
            Map.entry("v.v", "mediumblob, not null"),
            Map.entry("l.k", KEY),
            Map.entry("l.v", "mediumblob, not null"),
            Map.entry("t.k", KEY),
            Map.entry("t.v", "longblob, not null"),
            Map.entry("c.k", KEY),
            Map.entry("c.v", "bigint, not null"));

    private static final String FOUND = "SELECT concat(c.table_name, '.', c.column_name),"
            + " concat(c.data_type, if(c.is_nullable = 'NO', ', not null', ''),"
            + " if(s.column_name IS NULL, '', concat(', key of ', coalesce(concat(s.sub_part, ' bytes'), 'all bytes'))))"
            + " FROM information_schema.columns c LEFT JOIN information_schema.statistics s"
            + " ON s.table_schema = c.table_schema AND s.table_name = c.table_name AND s.column_name = c.column_name"
            + " AND s.index_name = 'PRIMARY'"
            + " WHERE c.table_schema = database() AND c.table_name IN ('b', 'v', 'l', 'i', 't', 'c') ORDER BY 1";

    private static final String CHARACTER_SETS = "SELECT t.table_name, substring_index(t.table_collation, '_', 1),"
            + " s.default_character_set_name FROM information_schema.tables t JOIN information_schema.schemata s"
            + " ON s.schema_name = t.table_schema WHERE t.table_schema = database()"
            + " AND t.table_name IN ('b', 'v', 'l', 'i', 't', 'c') ORDER BY 1";

    private DeclaredColumns() {}

    /** A sentence for each difference. None is in the way: a table moves with whatever it has. */
    static List<Oddity> differences(Connection connection) throws SQLException {
        var found = new ArrayList<Oddity>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(FOUND)) {
                while (rows.next()) {
                    var declared = DECLARED.get(rows.getString(1));
                    if (!rows.getString(2).equals(declared)) {
                        found.add(new Oddity(
                                "Column " + rows.getString(1) + " is " + rows.getString(2)
                                        + (declared == null
                                                ? ", and the mail server makes none of that name"
                                                : " instead of " + declared),
                                false));
                    }
                }
            }
            try (var rows = statement.executeQuery(CHARACTER_SETS)) {
                while (rows.next()) {
                    if (!rows.getString(2).equals(rows.getString(3))) {
                        found.add(new Oddity(
                                "Table " + rows.getString(1) + " has the character set " + rows.getString(2)
                                        + ", and its database " + rows.getString(3),
                                false));
                    }
                }
            }
        }
        return found;
    }
}
