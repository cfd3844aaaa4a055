package dev.drydock.conversion;

import dev.drydock.layout.v080.Letter;
import java.util.HexFormat;

/**
 * One record that is not as expected.
 *
 * @param key the v0.8.0 key
 * @param expected for a counter, its expected value; else 0
 * @param found for a counter, its value in the store; else 0
 * @param description the record in the words of the field, such as {@code message 5 of sailor0 "Hello" in Archive}
 */
public record Difference(Kind kind, Letter letter, byte[] key, long expected, long found, String description) {

    /** In what way it differs. */
    public enum Kind {
        MISSING,
        ADDED,
        CHANGED
    }

    /** The key in lower-case hexadecimal. */
    public String keyHex() {
        return HexFormat.of().formatHex(key);
    }

    Difference described(String words) {
        return new Difference(kind, letter, key, expected, found, words);
    }
}
