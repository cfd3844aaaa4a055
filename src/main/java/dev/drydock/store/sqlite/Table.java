package dev.drydock.store.sqlite;

import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.Letter.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One table of a store. Both versions create theirs with {@code CREATE TABLE IF NOT EXISTS} and one of three sets of
 * columns, and never change a table that is already there.
 *
 * @param letter its name
 * @param shape which columns it has
 * @param title what its records are called, for people
 */
record Table(char letter, Shape shape, String title) {

    static Table of(Letter letter) {
        return new Table(letter.letter(), letter.shape(), letter.title());
    }

    static Table of(Space space) {
        var shape = switch (space) {
            case VALUES, LOGS, BLOBS -> Shape.VALUE;
            case INDEXES, BITMAPS -> Shape.KEY_ONLY;
            case COUNTERS -> Shape.COUNTER;
        };
        return new Table(space.letter(), shape, space.name().toLowerCase(Locale.ROOT));
    }

    /** The six tables of v0.7.3. */
    static List<Table> ofV073() {
        return Arrays.stream(Space.values()).map(Table::of).toList();
    }

    /** The twenty-one tables of v0.8.0. */
    static List<Table> ofV080() {
        return Arrays.stream(Letter.values()).map(Table::of).toList();
    }

    String name() {
        return String.valueOf(letter);
    }

    boolean hasValue() {
        return shape != Shape.KEY_ONLY;
    }

    /** The statement that makes it, with the columns, types and constraints of the server's own. */
    String createStatement() {
        return "CREATE TABLE " + letter + " (" + String.join(", ", columns()) + ")";
    }

    /** Its columns as they are declared. */
    List<String> columns() {
        return switch (shape) {
            case KEY_ONLY -> List.of("k BLOB PRIMARY KEY");
            case VALUE -> List.of("k BLOB PRIMARY KEY", "v BLOB NOT NULL");
            case COUNTER -> List.of("k BLOB PRIMARY KEY", "v INTEGER NOT NULL DEFAULT 0");
        };
    }

    @Override
    public String toString() {
        return "table " + letter + " (" + title + ")";
    }
}
