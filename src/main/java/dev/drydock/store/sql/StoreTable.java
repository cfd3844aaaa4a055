package dev.drydock.store.sql;

import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.Letter.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One table of a store. Both versions create theirs with {@code CREATE TABLE IF NOT EXISTS}, and never change a table
 * that is already there.
 *
 * @param letter its name
 * @param shape which columns it has
 * @param title what its records are called, for people
 */
public record StoreTable(char letter, Shape shape, String title) {

    public static StoreTable of(Letter letter) {
        return new StoreTable(letter.letter(), letter.shape(), letter.title());
    }

    public static StoreTable of(Space space) {
        var shape = switch (space) {
            case VALUES, LOGS, BLOBS -> Shape.VALUE;
            case INDEXES, BITMAPS -> Shape.KEY_ONLY;
            case COUNTERS -> Shape.COUNTER;
        };
        return new StoreTable(space.letter(), shape, space.name().toLowerCase(Locale.ROOT));
    }

    /** The six tables of v0.7.3. */
    public static List<StoreTable> ofV073() {
        return Arrays.stream(Space.values()).map(StoreTable::of).toList();
    }

    /** The twenty-one tables of v0.8.0. */
    public static List<StoreTable> ofV080() {
        return Arrays.stream(Letter.values()).map(StoreTable::of).toList();
    }

    /** The names of the six tables of v0.7.3. */
    public static List<String> namesOfV073() {
        return ofV073().stream().map(StoreTable::name).toList();
    }

    /** The names of the tables of v0.8.0. */
    public static List<String> namesOfV080() {
        return ofV080().stream().map(StoreTable::name).toList();
    }

    /** The names of the tables of both versions, sorted. */
    public static List<String> everyName() {
        return Stream.concat(ofV073().stream(), ofV080().stream())
                .map(StoreTable::name)
                .distinct()
                .sorted()
                .toList();
    }

    public String name() {
        return String.valueOf(letter);
    }

    public boolean hasValue() {
        return shape != Shape.KEY_ONLY;
    }

    /**
     * Its columns, as {@link SqlDialect#letterTables} describes those it finds.
     *
     * @param binaryType what the server calls a string of bytes
     */
    List<String> columns(String binaryType) {
        var key = "k " + binaryType + " PRIMARY KEY";
        return switch (shape) {
            case KEY_ONLY -> List.of(key);
            case VALUE -> List.of(key, "v " + binaryType + " NOT NULL");
            case COUNTER -> List.of(key, "v bigint NOT NULL");
        };
    }

    @Override
    public String toString() {
        return "table " + letter + " (" + title + ")";
    }
}
