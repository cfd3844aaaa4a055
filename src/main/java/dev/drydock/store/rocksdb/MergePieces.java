package dev.drydock.store.rocksdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How base value and merge operands of a key come out of RocksDB one by one, although the merge operators of the mail
 * server cannot be registered from here: an operator that strings them together with a delimiter between. The delimiter
 * is 32 random characters, made anew for each opening, so that no value can hold it.
 */
final class MergePieces {

    private static final int LENGTH = 32;
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final String text;
    private final byte[] delimiter;

    MergePieces() {
        var made = new StringBuilder();
        ThreadLocalRandom.current().ints(LENGTH, 0, ALPHABET.length()).forEach(i -> made.append(ALPHABET.charAt(i)));
        text = made.toString();
        delimiter = new byte[LENGTH];
        for (var i = 0; i < LENGTH; i++) {
            delimiter[i] = (byte) text.charAt(i);
        }
    }

    /**
     * The operator, as RocksDB's option string. Of its two that append strings this is the one whose work grows
     * linearly with the operands of a key; the other copies all of them again for each one.
     */
    String operator() {
        return "id=stringappendtest;delimiter=" + text;
    }

    /** Base and operands of a value, first written first; at least one. */
    List<byte[]> split(byte[] value) {
        var pieces = new ArrayList<byte[]>(1);
        var start = 0;
        for (var end = find(value, 0); end >= 0; end = find(value, start)) {
            pieces.add(Arrays.copyOfRange(value, start, end));
            start = end + LENGTH;
        }
        pieces.add(start == 0 ? value : Arrays.copyOfRange(value, start, value.length));
        return pieces;
    }

    private int find(byte[] value, int from) {
        var first = delimiter[0];
        for (var i = from; i <= value.length - LENGTH; i++) {
            if (value[i] == first && Arrays.equals(value, i, i + LENGTH, delimiter, 0, LENGTH)) {
                return i;
            }
        }
        return -1;
    }
}
