package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;

/** The first byte of a key in {@code v} and {@code c}, which says what the key is. */
final class KeyClass {

    private KeyClass() {}

    /** Begins to read a key, after the class it has to have. */
    static ByteReader open(String structure, byte[] key, int expected) throws MalformedDataException {
        var reader = new ByteReader(structure, key);
        var found = reader.u8("class");
        if (found != expected) {
            throw new MalformedDataException(structure, 0, "class " + expected + ", not " + found);
        }
        return reader;
    }

    static MalformedDataException unknown(String structure, int found) {
        return new MalformedDataException(structure, 0, "a class that v0.7.3 writes, found class " + found);
    }
}
