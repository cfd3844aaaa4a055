package dev.drydock.conversion;

import dev.drydock.bytes.BigEndian;
import dev.drydock.layout.v080.Letter;
import dev.drydock.sorting.ExternalSorter;
import dev.drydock.sorting.SortedRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Sorts expected and found records by key and holds them against each other, one by one, in flat memory. */
final class DifferenceSifter implements AutoCloseable {

    private static final int DIGEST = 16;

    private final ExternalSorter expected;
    private final ExternalSorter found;

    DifferenceSifter(Path workDirectory) throws StoreException {
        this.expected = new ExternalSorter(workDirectory);
        this.found = new ExternalSorter(workDirectory);
    }

    void expected(Letter letter, byte[] key, byte[] value, long[] digest) throws StoreException {
        add(expected, letter, key, value, digest);
    }

    void found(Letter letter, byte[] key, byte[] value, long[] digest) throws StoreException {
        add(found, letter, key, value, digest);
    }

    /** Key: letter and key. Value: digest, and for counters the number itself. */
    private static void add(ExternalSorter sorter, Letter letter, byte[] key, byte[] value, long[] digest)
            throws StoreException {
        var sortKey = new byte[1 + key.length];
        sortKey[0] = (byte) letter.letter();
        System.arraycopy(key, 0, sortKey, 1, key.length);
        var isCounter = letter.shape() == Letter.Shape.COUNTER && value.length == 8;
        var sortValue = new byte[isCounter ? DIGEST + 8 : DIGEST];
        BigEndian.putU64(sortValue, 0, digest[0]);
        BigEndian.putU64(sortValue, 8, digest[1]);
        if (isCounter) {
            BigEndian.putU64(sortValue, DIGEST, Long.reverseBytes(BigEndian.u64(value, 0)));
        }
        try {
            sorter.add(sortKey, sortValue);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    Sifted sift() throws StoreException {
        var sifted = new Sifted();
        try (var left = expected.sorted();
                var right = found.sorted()) {
            var more = advance(left);
            var other = advance(right);
            while (more != null || other != null) {
                var order = Sorted.ORDER.compare(more, other);
                if (order < 0) {
                    sifted.add(difference(Difference.Kind.MISSING, more, null));
                } else if (order > 0) {
                    sifted.add(difference(Difference.Kind.ADDED, null, other));
                } else if (!Sorted.sameValue(more, other)) {
                    sifted.add(difference(Difference.Kind.CHANGED, more, other));
                }
                more = order <= 0 ? advance(left) : more;
                other = order >= 0 ? advance(right) : other;
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return sifted;
    }

    private record Sorted(byte[] key, byte[] value) {

        /** By key; the side that has come to its end stands last. */
        private static final Comparator<@Nullable Sorted> ORDER =
                Comparator.nullsLast((one, other) -> Arrays.compareUnsigned(one.key, other.key));

        private static boolean sameValue(@Nullable Sorted one, @Nullable Sorted other) {
            return one != null && other != null && Arrays.equals(one.value, other.value);
        }
    }

    private static @Nullable Sorted advance(SortedRecords cursor) throws IOException {
        return cursor.next() ? new Sorted(cursor.key(), cursor.value()) : null;
    }

    private static Difference difference(Difference.Kind kind, @Nullable Sorted expected, @Nullable Sorted found) {
        var one = expected != null ? expected : found;
        if (one == null) {
            throw new IllegalArgumentException("neither expected nor found");
        }
        var letter = Letter.of((char) one.key[0]).orElseThrow();
        var key = Arrays.copyOfRange(one.key, 1, one.key.length);
        return new Difference(kind, letter, key, number(expected), number(found), "");
    }

    private static long number(@Nullable Sorted sorted) {
        return sorted != null && sorted.value.length > DIGEST ? BigEndian.u64(sorted.value, DIGEST) : 0;
    }

    private static StoreException failed(IOException e) {
        return new StoreException(
                "cannot sort the records that differ: " + e.getMessage(),
                "Free space, or choose another directory for temporary files with --work",
                e);
    }

    @Override
    public void close() throws StoreException {
        try (expected;
                found) {
            // both are closed, and the second even if the first cannot be
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
