package dev.drydock.conversion;

import dev.drydock.layout.v080.Letter;
import java.util.BitSet;

/**
 * Adds up record digests per letter and account, in whatever order they come. Accounts share 4,096 places, so the
 * memory is the same for ten accounts and ten million; where two sums are equal, the records are.
 */
final class AccountSums {

    private static final int PLACES = 4096;
    private static final int LETTERS = 26;

    private final long[] high = new long[LETTERS * PLACES];
    private final long[] low = new long[high.length];
    private final long[] records = new long[LETTERS];

    static int place(Letter letter, byte[] key) {
        return index(letter) * PLACES
                + Math.floorMod(RecordAccount.of(letter, key).orElse(0), PLACES);
    }

    private static int index(Letter letter) {
        return letter.letter() - 'a';
    }

    void add(Letter letter, byte[] key, long[] digest) {
        var place = place(letter, key);
        var sum = low[place] + digest[1];
        high[place] += digest[0] + (Long.compareUnsigned(sum, digest[1]) < 0 ? 1 : 0);
        low[place] = sum;
        records[index(letter)]++;
    }

    long records(Letter letter) {
        return records[index(letter)];
    }

    /** The places at which the two differ. */
    BitSet differences(AccountSums other) {
        var places = new BitSet();
        for (var place = 0; place < high.length; place++) {
            places.set(place, high[place] != other.high[place] || low[place] != other.low[place]);
        }
        // A letter whose counts differ while its sums agree is impossible but for a collision: look there in full.
        for (var letter : Letter.values()) {
            if (records(letter) != other.records(letter)) {
                var first = index(letter) * PLACES;
                if (places.get(first, first + PLACES).isEmpty()) {
                    places.set(first, first + PLACES);
                }
            }
        }
        return places;
    }
}
