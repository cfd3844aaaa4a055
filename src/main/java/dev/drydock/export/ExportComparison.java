package dev.drydock.export;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.SourceRecords;
import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an export differs from another one, or from the store it was made of.
 *
 * @param entries compared, those of the expected side
 * @param missing entries that the actual side lacks
 * @param added entries that only the actual side has
 * @param changed entries whose value differs
 * @param first the first differences, in the order of {@link ExportListing}
 */
public record ExportComparison(long entries, long missing, long added, long changed, List<Difference> first) {

    private static final int MOST = 100;

    public ExportComparison {
        first = List.copyOf(first);
    }

    /** What kind of difference it is. */
    public enum Kind {
        MISSING,
        ADDED,
        CHANGED
    }

    /**
     * One entry that differs.
     *
     * @param entry family, account, collection, document and key, as in {@link ExportListing}
     */
    public record Difference(Kind kind, String entry) {

        /** For people, on one line. */
        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT) + ": " + entry;
        }
    }

    /** Whether both hold the same. */
    public boolean isSame() {
        return missing == 0 && added == 0 && changed == 0;
    }

    /**
     * Compares all that exports carry, in memory that does not grow with it.
     *
     * @param scratch an existing directory, private to this process, for files while the comparison runs
     */
    public static ExportComparison of(SourceRecords expected, SourceRecords actual, Path scratch, Progress progress)
            throws StoreException, MalformedDataException {
        try (var left = ExportListing.of(expected, scratch, progress);
                var right = ExportListing.of(actual, scratch, progress)) {
            try {
                return new Merge(left, right).run();
            } catch (IOException e) {
                throw left.failure(e);
            }
        }
    }

    /** Walks over both listings at once. */
    private static final class Merge {

        private final ExportListing left;
        private final ExportListing right;
        private final List<Difference> first = new ArrayList<>();
        private long entries;
        private long missing;
        private long added;
        private long changed;

        Merge(ExportListing left, ExportListing right) {
            this.left = left;
            this.right = right;
        }

        ExportComparison run() throws StoreException, IOException {
            try (var expected = left.sorted();
                    var actual = right.sorted()) {
                var key = expected.next() ? expected.key() : null;
                var other = actual.next() ? actual.key() : null;
                while (key != null || other != null) {
                    var order = order(key, other);
                    if (order == 0 && !Arrays.equals(expected.value(), actual.value())) {
                        changed++;
                        note(Kind.CHANGED, key);
                    } else if (order < 0) {
                        missing++;
                        note(Kind.MISSING, key);
                    } else if (order > 0) {
                        added++;
                        note(Kind.ADDED, other);
                    }
                    if (order <= 0) {
                        entries++;
                        key = expected.next() ? expected.key() : null;
                    }
                    if (order >= 0) {
                        other = actual.next() ? actual.key() : null;
                    }
                }
            }
            return new ExportComparison(entries, missing, added, changed, first);
        }

        private static int order(byte @Nullable [] key, byte @Nullable [] other) {
            if (key == null) {
                return 1;
            }
            return other == null ? -1 : Arrays.compareUnsigned(key, other);
        }

        private void note(Kind kind, byte @Nullable [] key) {
            if (key != null && first.size() < MOST) {
                first.add(new Difference(kind, ExportListing.text(key)));
            }
        }
    }
}
