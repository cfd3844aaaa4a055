package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.RecordDigest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Compares two streams of v0.8.0 records whose orders may differ, in flat memory: sums per letter and account first,
 * both streams at once; then, only where sums differ, the records themselves, through an external sort.
 */
final class Comparer {

    /** Differences and damaged contents that are kept by name; beyond that they are only counted. */
    static final int KEPT = 200;

    private final NewRecords expected;
    private final NewRecords found;
    private final Set<Letter> letters;
    private final Path workDirectory;
    private final Progress progress;

    Comparer(NewRecords expected, NewRecords found, Path workDirectory, Progress progress) {
        this(expected, found, EnumSet.allOf(Letter.class), workDirectory, progress);
    }

    /** @param letters that are compared; nothing of others may be read from either side */
    Comparer(NewRecords expected, NewRecords found, Set<Letter> letters, Path workDirectory, Progress progress) {
        this.expected = expected;
        this.found = found;
        this.letters = Set.copyOf(letters);
        this.workDirectory = workDirectory;
        this.progress = progress;
    }

    Comparison compare(String expectedName, String foundName) throws StoreException, MalformedDataException {
        var both = new BothProgress(progress);
        var executor = Executors.newFixedThreadPool(2);
        try {
            var expecting = executor.submit(() -> sum(expected, both.first(), both));
            var finding = executor.submit(() -> sum(found, both.second(), both));
            var expectedSums = await(expecting, finding);
            var foundSums = await(finding, expecting);
            var places = expectedSums.sums.differences(foundSums.sums);
            var sifted = places.isEmpty() ? Sifted.NOTHING : sift(places);
            var lines = new EnumMap<Letter, Comparison.Line>(Letter.class);
            var notCompared = EnumSet.allOf(Letter.class);
            notCompared.removeAll(letters);
            for (var letter : EnumSet.complementOf(notCompared)) {
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
                    notCompared,
                    sifted.kept,
                    foundSums.damaged,
                    foundSums.damagedCount,
                    sifted.hints());
        } finally {
            both.stop();
            end(executor);
        }
    }

    /** Nobody may read any more when the caller closes what was read: that would crash native libraries. */
    private static void end(ExecutorService executor) {
        executor.shutdown();
        var interrupted = false;
        while (!executor.isTerminated()) {
            try {
                executor.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Sums {
        private final AccountSums sums = new AccountSums();
        private final List<String> damaged = new ArrayList<>();
        private long damagedCount;
    }

    private static Sums sum(NewRecords records, Progress progress, BothProgress both)
            throws StoreException, MalformedDataException {
        var done = false;
        try {
            var sums = sum(records, progress);
            done = true;
            return sums;
        } finally {
            if (!done) {
                both.stop();
            }
        }
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

    /** What one reading gives; where it was ended because the other has failed, that failure. */
    private static Sums await(Future<Sums> reading, Future<Sums> other) throws StoreException, MalformedDataException {
        try {
            return await(reading);
        } catch (CancellationException e) {
            await(other);
            throw e;
        }
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

    /**
     * Joins the progress of two readings that run at once: into one sum where both count in the same unit, else the
     * first is told until it has ended, then the second. When the one has failed, it ends the other.
     */
    private static final class BothProgress {
        private final Progress progress;
        private final Progress.Unit[] units = new Progress.Unit[2];
        private final long[] done = new long[2];
        private final long[] total = {-1, -1};
        private boolean stopped;

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
            if (stopped) {
                throw new CancellationException();
            }
            units[side] = unit;
            done[side] = read;
            total[side] = all.orElse(-1);
            if (units[0] != null && units[1] != null && units[0] != units[1]) {
                if (side == 0 || done[0] == total[0]) {
                    progress.at(activity, read, all, unit);
                }
                return;
            }
            var known = total[0] >= 0 && total[1] >= 0;
            progress.at(
                    activity,
                    done[0] + done[1],
                    known ? OptionalLong.of(total[0] + total[1]) : OptionalLong.empty(),
                    unit);
        }

        synchronized void stop() {
            stopped = true;
        }
    }
}
