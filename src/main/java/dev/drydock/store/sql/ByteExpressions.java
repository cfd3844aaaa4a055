package dev.drydock.store.sql;

import org.jspecify.annotations.Nullable;

/** How one kind of SQL server computes with strings of bytes; positions in them count from 1. */
public interface ByteExpressions {

    /** These bytes. */
    String constant(byte... bytes);

    /** One string behind the other. */
    String joined(String... parts);

    /** The byte at a position as a number, 0 to 255. */
    String number(String bytes, int position);

    /** A number from 0 to 255 as a string of one byte. */
    String octet(String number);

    /**
     * A condition that a key lies in a range.
     *
     * @param to the first key that does not; null for no end
     */
    default String between(String key, byte[] from, byte @Nullable [] to) {
        return key + " >= " + constant(from) + (to == null ? "" : " AND " + key + " < " + constant(to));
    }

    /** Some bytes from a position on, as many as there are. */
    default String slice(String bytes, int position, String length) {
        return "substr(" + bytes + ", " + position + ", " + length + ")";
    }

    /** The same. */
    default String slice(String bytes, int position, int length) {
        return slice(bytes, position, Integer.toString(length));
    }

    /** All bytes from a position on. */
    default String rest(String bytes, int position) {
        return "substr(" + bytes + ", " + position + ")";
    }
}
