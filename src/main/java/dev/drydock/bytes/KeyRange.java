package dev.drydock.bytes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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

    /**
     * The ranges between others.
     *
     * @param others that do not overlap, in any order
     * @return in key order; empty where the others hold every key
     */
    public static List<KeyRange> allBut(List<KeyRange> others) {
        var sorted = new ArrayList<>(others);
        sorted.sort(Comparator.comparing(KeyRange::from, Arrays::compareUnsigned));
        var between = new ArrayList<KeyRange>();
        byte @Nullable [] from = ALL.from;
        for (var other : sorted) {
            if (from == null) {
                throw new IllegalArgumentException("ranges overlap");
            }
            if (Arrays.compareUnsigned(from, other.from) < 0) {
                between.add(new KeyRange(from, other.from));
            }
            from = other.to;
        }
        if (from != null) {
            between.add(new KeyRange(from, null));
        }
        return between;
    }

    /** Whether every key belongs to it. */
    public boolean isEverything() {
        return from.length == 0 && to == null;
    }

    public boolean contains(byte[] key) {
        return Arrays.compareUnsigned(from, key) <= 0 && (to == null || Arrays.compareUnsigned(key, to) < 0);
    }
}
