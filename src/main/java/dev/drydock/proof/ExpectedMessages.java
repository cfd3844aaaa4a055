package dev.drydock.proof;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * UIDs and flags of the messages of a mailbox, eight bytes each: the UID in the upper half, in the lower half the place
 * of its flags in a list of those that occur in the account.
 */
final class ExpectedMessages {

    private final long[] packed;
    private final List<String> flagSets;
    private final BitSet seen;

    /** @param packed sorted; kept */
    ExpectedMessages(long[] packed, List<String> flagSets) {
        this.packed = packed;
        this.flagSets = flagSets;
        this.seen = new BitSet(packed.length);
    }

    static long pack(long uid, int flagSet) {
        return uid << 32 | Integer.toUnsignedLong(flagSet);
    }

    int count() {
        return packed.length;
    }

    long uid(int place) {
        return packed[place] >>> 32;
    }

    /** Separated by spaces, in the order of their letters. */
    String flags(int place) {
        return flagSets.get((int) packed[place]);
    }

    /** The place of a message, or a negative number where there is no such UID. */
    int find(long uid) {
        var place = Arrays.binarySearch(packed, uid << 32);
        var from = place < 0 ? -place - 1 : place;
        return from < packed.length && uid(from) == uid ? from : -1;
    }

    /** Notes that the server has shown a message; false if it has before. */
    boolean see(int place) {
        var before = seen.get(place);
        seen.set(place);
        return !before;
    }

    /** The first message from a place on that the server has not shown, or a negative number. */
    int unseen(int from) {
        var place = seen.nextClearBit(from);
        return place < packed.length ? place : -1;
    }

    int unseenCount() {
        return packed.length - seen.cardinality();
    }
}
