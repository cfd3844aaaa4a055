package dev.drydock.bytes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A range of keys in unsigned byte order, the order of every backend.
 *
 * @param from the first key that belongs to the range; empty for the first key there is
 * @param to the first key that no longer belongs to it; {@code null} for no end
 */
public record KeyRange(byte[] from, byte @Nullable [] to) {

    /** Every key. */
    public static final KeyRange ALL = new KeyRange(new byte[0], null);

    /** Every key that starts with {@code prefix}. */
    public static KeyRange startingWith(byte... prefix) {
        return new KeyRange(prefix, successor(prefix));
    }

    /** The first key after all those that start with {@code prefix}, or {@code null} where there is none. */
    private static byte @Nullable [] successor(byte[] prefix) {
        for (var i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != (byte) 0xFF) {
                var next = Arrays.copyOf(prefix, i + 1);
                next[i]++;
                return next;
            }
        }
        return null;
    }

    public boolean contains(byte[] key) {
        return Arrays.compareUnsigned(from, key) <= 0 && (to == null || Arrays.compareUnsigned(key, to) < 0);
    }
}
