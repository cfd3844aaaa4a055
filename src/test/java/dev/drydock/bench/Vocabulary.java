package dev.drydock.bench;

import dev.drydock.layout.v073.BitmapKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The words of one account by field, each with the share of messages that have it. As in real mail, the n-th most common
 * word is n times as rare as the most common one, and a larger account knows more words.
 *
 * @param words in the order of their bitmap keys
 */
record Vocabulary(List<Word> words) {

    /** Words for an account of up to so many messages: rarer ones would hardly occur in it. */
    private static final int[] SIZES = {100, 1_000, 10_000};

    private static final int STEM = 0x80;

    /** Fields of a message with a full-text index, and the words in them per message of a real store. */
    private static final double[][] FIELDS = {
        {0, 56}, {STEM, 13.3}, {2, 8}, {3, 5.3}, {STEM | 3, 1}, {4, 3}, {5, 3}, {12, 0.3}, {16, 0.3}
    };

    /**
     * A word in a field.
     *
     * @param share of the messages that have it, 0 to 1
     */
    record Word(int field, int length, byte[] hash8, double share) {

        BitmapKey key(int account) {
            return new BitmapKey.TextToken(account, 0, field, length, hash8);
        }
    }

    /** One vocabulary for each size of account, smallest first. */
    static List<Vocabulary> all(StoreShape shape) {
        return Arrays.stream(SIZES)
                .mapToObj(size -> of(size / 2, shape.random(2, size)))
                .toList();
    }

    static int indexFor(int messages) {
        var index = 0;
        while (index < SIZES.length - 1 && messages > SIZES[index]) {
            index++;
        }
        return index;
    }

    private static Vocabulary of(int size, SplittableRandom random) {
        var words = new ArrayList<Word>();
        for (var field : FIELDS) {
            var perMessage = field[1];
            var most = (int) Math.max(20, size * Math.min(1, perMessage / 10));
            var common = common(perMessage, most);
            for (var rank = 1; rank <= most; rank++) {
                words.add(word((int) field[0], rank, Math.min(0.95, common / rank), random));
            }
        }
        words.sort(Comparator.comparing(word -> word.key(0).encode(), Arrays::compareUnsigned));
        return new Vocabulary(List.copyOf(words));
    }

    /** The share of the most common word, before it is cut at 0.95, that gives so many words per message. */
    private static double common(double perMessage, int words) {
        var low = 0.0;
        var high = words * 2.0;
        for (var step = 0; step < 50; step++) {
            var middle = (low + high) / 2;
            var sum = 0.0;
            for (var rank = 1; rank <= words; rank++) {
                sum += Math.min(0.95, middle / rank);
            }
            if (sum < perMessage) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Up to eight letters stand for themselves; longer words have a hash. */
    private static Word word(int field, int rank, double share, SplittableRandom random) {
        var hash8 = new byte[8];
        if (rank % 3 == 0) {
            random.nextBytes(hash8);
            return new Word(field, 9 + random.nextInt(12), hash8, share);
        }
        var letters = Integer.toString(rank * 27 + 36, 36).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(letters, 0, hash8, 0, letters.length);
        return new Word(field, letters.length, hash8, share);
    }
}
