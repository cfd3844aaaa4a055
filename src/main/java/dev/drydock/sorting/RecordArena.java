package dev.drydock.sorting;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Records copied one after the other into one byte array, and sorted by moving their offsets only. A record is the
 * lengths of key and value, four bytes each, then both.
 */
final class RecordArena {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final int HEADER = 8;
    /** Two offsets: the sorted one, and its place while merging. */
    private static final int INDEX = 8;

    private final int budget;
    private byte[] bytes;
    private int size;
    private int[] offsets;
    private int count;

    RecordArena(int budget) {
        this.budget = budget;
        this.bytes = new byte[Math.min(budget, 1 << 16)];
        this.offsets = new int[64];
    }

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        size = 0;
        count = 0;
    }

    /** Copies a record in; false, and nothing done, when the budget does not allow it. */
    boolean add(byte[] key, byte[] value) {
        var needed = (long) size + HEADER + key.length + value.length;
        if (needed + (count + 1L) * INDEX > budget) {
            return false;
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(budget, Math.max(needed, bytes.length * 2L)));
        }
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count + (count >> 1) + 16);
        }
        offsets[count++] = size;
        INT.set(bytes, size, key.length);
        INT.set(bytes, size + 4, value.length);
        System.arraycopy(key, 0, bytes, size + HEADER, key.length);
        System.arraycopy(value, 0, bytes, size + HEADER + key.length, value.length);
        size = (int) needed;
        return true;
    }

    /** The records in order; valid until the next {@link #add} or {@link #clear}. */
    SortedRecords sorted() {
        sort();
        return new Cursor();
    }

    /** A merge sort: stable, and quick on input that is in order for long stretches, as ours often is. */
    private void sort() {
        var from = offsets;
        var to = new int[count];
        for (var width = 1; width < count; width *= 2) {
            for (var start = 0; start < count; start += 2 * width) {
                merge(from, to, start, Math.min(start + width, count), Math.min(start + 2 * width, count));
            }
            var sorted = to;
            to = from;
            from = sorted;
        }
        offsets = from;
    }

    private void merge(int[] from, int[] to, int start, int middle, int end) {
        if (middle >= end || compare(from[middle - 1], from[middle]) <= 0) {
            System.arraycopy(from, start, to, start, end - start);
            return;
        }
        var left = start;
        var right = middle;
        for (var i = start; i < end; i++) {
            if (right >= end || (left < middle && compare(from[left], from[right]) <= 0)) {
                to[i] = from[left++];
            } else {
                to[i] = from[right++];
            }
        }
    }

    private int compare(int left, int right) {
        return Arrays.compareUnsigned(
                bytes,
                left + HEADER,
                left + HEADER + (int) INT.get(bytes, left),
                bytes,
                right + HEADER,
                right + HEADER + (int) INT.get(bytes, right));
    }

    private final class Cursor implements SortedRecords {

        private int at = -1;

        @Override
        public boolean next() {
            return ++at < count;
        }

        @Override
        public byte[] key() {
            var from = offsets[at] + HEADER;
            return Arrays.copyOfRange(bytes, from, from + keyLength());
        }

        @Override
        public byte[] value() {
            var from = offsets[at] + HEADER + keyLength();
            return Arrays.copyOfRange(bytes, from, from + (int) INT.get(bytes, offsets[at] + 4));
        }

        private int keyLength() {
            return (int) INT.get(bytes, offsets[at]);
        }

        @Override
        public void close() {}
    }
}
