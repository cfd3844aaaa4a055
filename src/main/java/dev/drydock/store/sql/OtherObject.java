package dev.drydock.store.sql;

/**
 * Something in the database that is none of the six tables.
 *
 * @param kind as the server calls it, in small letters, such as {@code view}
 */
public record OtherObject(String kind, String name) {

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
