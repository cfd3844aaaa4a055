package dev.drydock.bench;

import java.util.SplittableRandom;

/**
 * What a generated store looks like. The counts per message are those of a real v0.7.3 store of 6,000 messages: 97 bitmap
 * rows, 8 values, 8 index entries, 3 changes and one content of 26,600 bytes, 80 % of them far smaller.
 *
 * @param messages of all accounts together
 * @param accounts the first one has the most messages, and each has fewer than the one before
 * @param meanContent bytes of a message on the average
 * @param largestContent bytes of the one message that is larger than all others; 0 for none
 * @param pending share of the bitmaps whose merge operands are not merged, 0 to 1; of no effect in SQL
 * @param compressed that contents are held in the compressed form
 * @param settings of the server; it has about a fourth as many counters that are looked up
 * @param seed equal shapes with equal seeds give equal stores
 */
public record StoreShape(
        int messages,
        int accounts,
        int meanContent,
        int largestContent,
        double pending,
        boolean compressed,
        int settings,
        long seed) {

    /** A fresh server of v0.7.3 has so many. */
    private static final int SETTINGS = 7_889;

    /** Bytes of a message on the average, in the real store that this is modelled on. */
    public static final int MEAN_CONTENT = 26_600;

    /** As real stores are, with one account for every 500 messages. */
    public static StoreShape ofMessages(int messages) {
        return new StoreShape(messages, Math.max(1, messages / 500), MEAN_CONTENT, 0, 0.2, false, SETTINGS, 73);
    }

    public StoreShape withAccounts(int number) {
        return new StoreShape(messages, number, meanContent, largestContent, pending, compressed, settings, seed);
    }

    public StoreShape withMeanContent(int bytes) {
        return new StoreShape(messages, accounts, bytes, largestContent, pending, compressed, settings, seed);
    }

    public StoreShape withLargestContent(int bytes) {
        return new StoreShape(messages, accounts, meanContent, bytes, pending, compressed, settings, seed);
    }

    public StoreShape withPending(double share) {
        return new StoreShape(messages, accounts, meanContent, largestContent, share, compressed, settings, seed);
    }

    public StoreShape withCompressed(boolean whether) {
        return new StoreShape(messages, accounts, meanContent, largestContent, pending, whether, settings, seed);
    }

    public StoreShape withSettings(int number) {
        return new StoreShape(messages, accounts, meanContent, largestContent, pending, compressed, number, seed);
    }

    public StoreShape withSeed(long number) {
        return new StoreShape(messages, accounts, meanContent, largestContent, pending, compressed, settings, number);
    }

    /** Messages in the outbound queue. */
    int queued() {
        return Math.min(1000, 3 + messages / 1000);
    }

    /** How many messages the accounts before this one have. */
    int messagesBefore(int account) {
        return (int) (messages * Math.sqrt((double) account / accounts));
    }

    int messagesOf(int account) {
        return messagesBefore(account + 1) - messagesBefore(account);
    }

    /** Random numbers that depend on the seed and on what they are for, not on what was drawn before. */
    SplittableRandom random(long... place) {
        var state = seed;
        for (var step : place) {
            state = (state ^ step) * 0x9E37_79B9_7F4A_7C15L;
            state ^= state >>> 29;
        }
        return new SplittableRandom(state);
    }

    /**
     * A number that looks like a hash but rises with {@code place}, so that keys made of it come in order without being
     * sorted: drawn from the part of all 64-bit numbers that belongs to this place.
     */
    static long rising(int place, int places, SplittableRandom random) {
        var width = Long.divideUnsigned(-1, Math.max(2, places));
        return place * width + random.nextLong(width);
    }
}
