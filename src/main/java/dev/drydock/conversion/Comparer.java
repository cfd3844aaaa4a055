package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.RecordDigest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Compares two streams of v0.8.0 records whose orders may differ, in flat memory: sums per letter and account first,
 * both streams at once; then, only where sums differ, the records themselves, through an external sort.
 */
final class Comparer {

    /** Differences and damaged contents that are kept by name; beyond that they are only counted. */
    static final int KEPT = 200;

    private final NewRecords expected;
    private final NewRecords found;
    private final Path workDirectory;
    private final Progress progress;

    Comparer(NewRecords expected, NewRecords found, Path workDirectory, Progress progress) {
        this.expected = expected;
        this.found = found;
        this.workDirectory = workDirectory;
        this.progress = progress;
    }

    Comparison compare(String expectedName, String foundName) throws StoreException, MalformedDataException {
        var both = new BothProgress(progress);
        var executor = Executors.newFixedThreadPool(2);
        try {
            var expecting = executor.submit(() -> sum(expected, both.first()));
            var finding = executor.submit(() -> sum(found, both.second()));
            var expectedSums = await(expecting);
            var foundSums = await(finding);
            var places = expectedSums.sums.differences(foundSums.sums);
            var sifted = places.isEmpty() ? Sifted.NOTHING : sift(places);
            var lines = new EnumMap<Letter, Comparison.Line>(Letter.class);
            for (var letter : Letter.values()) {
                lines.put(
                        letter,
                        new Comparison.Line(
                                expectedSums.sums.records(letter),
                                foundSums.sums.records(letter),
                                sifted.count(letter, Difference.Kind.MISSING),
                                sifted.count(letter, Difference.Kind.ADDED),
                                sifted.count(letter, Difference.Kind.CHANGED)));
            }
            return new Comparison(
                    expectedName,
                    foundName,
                    lines,
                    sifted.kept,
                    foundSums.damaged,
                    foundSums.damagedCount,
                    sifted.hints());
        } finally {
            executor.shutdownNow();
        }
    }

    private static final class Sums {
        private final AccountSums sums = new AccountSums();
        private final List<String> damaged = new ArrayList<>();
        private long damagedCount;
    }

    private static Sums sum(NewRecords records, Progress progress) throws StoreException, MalformedDataException {
        var result = new Sums();
        var digest = new RecordDigest();
        records.read(
                (letter, key, value) -> {
                    result.sums.add(letter, key, digest.of(letter, key, value));
                    if (digest.wasDamaged()) {
                        result.damagedCount++;
                        if (result.damaged.size() < KEPT) {
                            result.damaged.add(HexFormat.of().formatHex(key));
                        }
                    }
                },
                progress);
        return result;
    }

    private static <T> T await(Future<T> future) throws StoreException, MalformedDataException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("the comparison was interrupted", "Start it again", e);
        } catch (ExecutionException e) {
            var cause = e.getCause();
            if (cause instanceof StoreException failure) {
                throw failure;
            }
            if (cause instanceof MalformedDataException malformed) {
                throw malformed;
            }
            if (cause instanceof RuntimeException bug) {
                throw bug;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        }
    }

    private Sifted sift(BitSet places) throws StoreException, MalformedDataException {
        try (var sifter = new DifferenceSifter(workDirectory)) {
            read(expected, places, sifter::expected);
            read(found, places, sifter::found);
            return sifter.sift();
        }
    }

    private void read(NewRecords records, BitSet places, DigestReceiver receiver)
            throws StoreException, MalformedDataException {
        var digest = new RecordDigest();
        records.read(
                (letter, key, value) -> {
                    if (places.get(AccountSums.place(letter, key))) {
                        receiver.accept(letter, key, value, digest.of(letter, key, value));
                    }
                },
                (activity, done, total, unit) -> progress.at("looking closer: " + activity, done, total, unit));
    }

    @FunctionalInterface
    private interface DigestReceiver {
        void accept(Letter letter, byte[] key, byte[] value, long[] digest) throws StoreException;
    }

    /** Joins the progress of two readings that run at once into one, in records. */
    private static final class BothProgress {
        private final Progress progress;
        private final AtomicLongArray done = new AtomicLongArray(2);
        private final AtomicLongArray total = new AtomicLongArray(new long[] {-1, -1});

        BothProgress(Progress progress) {
            this.progress = progress;
        }

        Progress first() {
            return (activity, read, all, unit) -> at(0, "source: " + activity, read, all, unit);
        }

        Progress second() {
            return (activity, read, all, unit) -> at(1, "target: " + activity, read, all, unit);
        }

        private synchronized void at(int side, String activity, long read, OptionalLong all, Progress.Unit unit) {
            done.set(side, read);
            total.set(side, all.orElse(-1));
            var known = total.get(0) >= 0 && total.get(1) >= 0;
            progress.at(
                    activity,
                    done.get(0) + done.get(1),
                    known ? OptionalLong.of(total.get(0) + total.get(1)) : OptionalLong.empty(),
                    unit);
        }
    }
}
