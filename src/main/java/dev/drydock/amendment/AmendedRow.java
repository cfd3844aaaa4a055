package dev.drydock.amendment;

import dev.drydock.conversion.RecordWords;
import dev.drydock.layout.v080.Letter;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One record of a v0.8.0 store before and after a change. Values are in the form that stores are read in: empty where the
 * letter has keys only, a counter in eight bytes, little-endian.
 *
 * @param before its value before, null where there is no such record
 * @param after its value after, null where there is no such record
 */
public record AmendedRow(Letter letter, byte[] key, byte @Nullable [] before, byte @Nullable [] after) {

    /** The row of which the letter and key, in this order of bytes, come later is the later one. */
    int compareKey(AmendedRow other) {
        var order = Character.compare(letter.letter(), other.letter.letter());
        return order != 0 ? order : Arrays.compareUnsigned(key, other.key);
    }

    /** What it is, in words, with letter and key. */
    String words() {
        return RecordWords.withoutNames(letter, key) + " (letter " + letter.letter() + ", key "
                + HexFormat.of().formatHex(key) + ")";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AmendedRow row
                && letter == row.letter
                && Arrays.equals(key, row.key)
                && Arrays.equals(before, row.before)
                && Arrays.equals(after, row.after);
    }

    @Override
    public int hashCode() {
        return 31 * letter.hashCode() + Arrays.hashCode(key);
    }

    /** Without the values. */
    @Override
    public String toString() {
        return words() + ": " + size(before) + " to " + size(after);
    }

    private static String size(byte @Nullable [] value) {
        return value == null ? "absent" : value.length + " bytes";
    }
}
