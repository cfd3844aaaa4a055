package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.StoreVersion;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The tables that were found, held against those that the mail servers make.
 *
 * <p>A server adds the tables that are missing and leaves the others as they are, so the columns of a table tell who
 * made it: {@code v} and {@code c} have two columns in v0.7.3, and only a key in v0.8.0.
 *
 * @param found for each table its columns, in the words of the backend
 * @param declared in the same words, the columns of a table as a server makes it
 */
public record TableColumns(Map<String, List<String>> found, Function<StoreTable, List<String>> declared) {

    /** Letters that only v0.8.0 uses. */
    private static final String NEW_LETTERS = "adefghjkmnpqrsu";

    /**
     * Which server has made them.
     *
     * @param longKeysInB true if {@code b} holds a key that is not of 9 bytes, which v0.8.0 never writes
     */
    public StoreVersion version(boolean longKeysInB) {
        if (found.isEmpty()) {
            return StoreVersion.BLANK;
        }
        var madeByV073 = hasTwoColumns("v") || hasTwoColumns("c");
        var addedByV080 = StoreTable.ofV080().stream()
                .filter(table -> NEW_LETTERS.indexOf(table.letter()) >= 0 && found.containsKey(table.name()))
                .toList();
        if (!addedByV080.isEmpty()) {
            if (addedByV080.stream().noneMatch(this::isAsDeclared)) {
                return StoreVersion.FOREIGN;
            }
            return madeByV073 || longKeysInB ? StoreVersion.BOTH : StoreVersion.V0_8_0;
        }
        return isAsDeclared(StoreTable.of(Space.VALUES)) ? StoreVersion.V0_7_3 : StoreVersion.FOREIGN;
    }

    private boolean hasTwoColumns(String table) {
        return found.getOrDefault(table, List.of()).size() == 2;
    }

    /** Whether a table is there, just as a server makes it. */
    public boolean isAsDeclared(StoreTable table) {
        return declared.apply(table).equals(found.get(table.name()));
    }

    /**
     * Refuses a database in which one of the tables is missing or has other columns.
     *
     * @param store its name, for messages
     */
    public void require(List<StoreTable> tables, String store) throws StoreException {
        for (var table : tables) {
            var columns = found.get(table.name());
            if (columns == null) {
                throw new StoreException(
                        "The store " + store + " has no " + table + ", which its server makes at its start",
                        "Check that this is the whole store, and start its own server on a copy of it once");
            }
            if (!isAsDeclared(table)) {
                throw new StoreException(
                        "The " + table + " of " + store + " has the columns (" + String.join(", ", columns)
                                + ") instead of (" + String.join(", ", declared.apply(table)) + ")",
                        "Check that no other program has changed this database");
            }
        }
    }
}
