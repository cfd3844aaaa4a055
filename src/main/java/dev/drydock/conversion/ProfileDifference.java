package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.RecordDigest;
import dev.drydock.sorting.ExternalSorter;
import dev.drydock.sorting.SortedRecords;
import dev.drydock.translate.Profile;
import dev.drydock.translate.TargetRecord;
import dev.drydock.translate.Translator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The v0.8.0 records in which the outcomes of two profiles differ, over one source.
 *
 * <p>The source is read once, each record led through both profiles; what both make of it in the same way is dropped on
 * the spot, so that only what differs is sorted, however large the store is.
 */
public final class ProfileDifference {

    private static final byte[] NO_VALUE = new byte[0];

    private final SourceRecords source;
    private final Supplier<Profile> have;
    private final Supplier<Profile> want;
    private final Path workDirectory;

    /** Receives one record that differs after the other. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * Takes one record; values are in the form of {@link TargetStore#get}.
         *
         * @param have its value by the one profile, null where that has no such record
         * @param want its value by the other profile, null where that has no such record
         */
        void accept(Letter letter, byte[] key, byte @Nullable [] have, byte @Nullable [] want)
                throws StoreException, MalformedDataException;
    }

    /** @param workDirectory an existing directory for temporary files */
    public ProfileDifference(SourceRecords source, Supplier<Profile> have, Supplier<Profile> want, Path workDirectory) {
        this.source = source;
        this.have = have;
        this.want = want;
        this.workDirectory = workDirectory;
    }

    /** Feeds all records that differ, ordered by letter and key. */
    public void read(Receiver receiver, Progress progress) throws StoreException, MalformedDataException {
        try (var had = new ExternalSorter(workDirectory);
                var wanted = new ExternalSorter(workDirectory)) {
            var having = new Translator(have.get());
            var wanting = new Translator(want.get());
            source.read(
                    record -> keepDifferent(having.translate(record), had, wanting.translate(record), wanted),
                    progress);
            keepDifferent(having.finish(), had, wanting.finish(), wanted);
            merge(had, wanted, receiver);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void keepDifferent(
            List<TargetRecord> have, ExternalSorter had, List<TargetRecord> want, ExternalSorter wanted)
            throws StoreException {
        var missing = new ArrayList<TargetRecord>(want);
        for (var record : have) {
            if (!missing.removeIf(other -> isSame(record, other))) {
                sort(record, had);
            }
        }
        for (var record : missing) {
            sort(record, wanted);
        }
    }

    private static boolean isSame(TargetRecord one, TargetRecord other) {
        if (one instanceof TargetRecord.Value a && other instanceof TargetRecord.Value b) {
            return a.letter() == b.letter() && Arrays.equals(a.key(), b.key()) && Arrays.equals(a.value(), b.value());
        }
        if (one instanceof TargetRecord.Count a && other instanceof TargetRecord.Count b) {
            return a.letter() == b.letter() && Arrays.equals(a.key(), b.key()) && a.value() == b.value();
        }
        return one instanceof TargetRecord.Documents a
                && other instanceof TargetRecord.Documents b
                && a.letter() == b.letter()
                && Arrays.equals(a.prefix(), b.prefix())
                && a.documents().equals(b.documents());
    }

    private static void sort(TargetRecord record, ExternalSorter sorter) throws StoreException {
        if (record instanceof TargetRecord.Value value) {
            sort(value.letter(), value.key(), value.value(), sorter);
        } else if (record instanceof TargetRecord.Count count) {
            sort(count.letter(), count.key(), CounterValue.encode(count.value()), sorter);
        } else if (record instanceof TargetRecord.Documents documents) {
            for (var key : new DocumentKeys(documents)) {
                sort(documents.letter(), key, NO_VALUE, sorter);
            }
        }
    }

    private static void sort(Letter letter, byte[] key, byte[] value, ExternalSorter sorter) throws StoreException {
        var prefixed = new byte[1 + key.length];
        prefixed[0] = (byte) letter.letter();
        System.arraycopy(key, 0, prefixed, 1, key.length);
        try {
            sorter.add(prefixed, value);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void merge(ExternalSorter had, ExternalSorter wanted, Receiver receiver)
            throws IOException, StoreException, MalformedDataException {
        var digest = new RecordDigest();
        try (var left = had.sorted();
                var right = wanted.sorted()) {
            var one = next(left, null);
            var other = next(right, null);
            while (one != null || other != null) {
                var order = one == null ? 1 : other == null ? -1 : Arrays.compareUnsigned(one, other);
                var key = order <= 0 && one != null ? one : other;
                if (key == null) {
                    throw new IllegalStateException("one of both is there");
                }
                var letter = Letter.of((char) key[0]).orElseThrow();
                var plainKey = Arrays.copyOfRange(key, 1, key.length);
                var have = order <= 0 ? left.value() : null;
                var want = order >= 0 ? right.value() : null;
                if (have == null || want == null || !isSame(digest, letter, plainKey, have, want)) {
                    receiver.accept(letter, plainKey, have, want);
                }
                one = order <= 0 ? next(left, one) : one;
                other = order >= 0 ? next(right, other) : other;
            }
        }
    }

    /** The form in which a content is stored makes no difference. */
    private static boolean isSame(RecordDigest digest, Letter letter, byte[] key, byte[] one, byte[] other)
            throws MalformedDataException {
        return Arrays.equals(one, other)
                || (letter == Letter.BLOB && Arrays.equals(digest.of(letter, key, one), digest.of(letter, key, other)));
    }

    private static byte @Nullable [] next(SortedRecords records, byte @Nullable [] last)
            throws IOException, StoreException {
        if (!records.next()) {
            return null;
        }
        var key = records.key();
        if (Arrays.equals(last, key)) {
            throw new StoreException(
                    "Two records of letter " + (char) key[0] + " have one key, "
                            + HexFormat.of().formatHex(key, 1, key.length),
                    "See which records of the old store share it, and report this");
        }
        return key;
    }

    private static StoreException failed(IOException e) {
        return new StoreException(
                "cannot sort the records that differ: " + e.getMessage(),
                "Free space, or choose another directory for temporary files",
                e);
    }
}
