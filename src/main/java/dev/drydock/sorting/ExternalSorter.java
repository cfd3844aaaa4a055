package dev.drydock.sorting;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Sorts records by the unsigned byte order of their keys, in fixed memory: what does not fit is sorted in parts, each
 * written to a file ("run"), and the runs are merged while they are read. Records with the same key keep the order they
 * were added in.
 *
 * <p>Memory is the budget, plus one block per run that is read at the same time (a bounded number of them), plus the
 * record at hand. A record larger than the budget is a run of its own.
 *
 * <p>Add all records, then read {@link #sorted()} once. The files are deleted by {@link #close()}, and as soon as any
 * method fails. Not safe for use by several threads.
 */
public final class ExternalSorter implements Closeable {

    /** Bytes of records held in memory unless told otherwise. */
    public static final int DEFAULT_BUDGET = 32 << 20;

    private static final int MOST_RUNS_AT_ONCE = 64;

    private final Path directory;
    private final String prefix =
            "sort-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + "-";
    private final int fanIn;
    private final List<Path> runs = new ArrayList<>();
    private @Nullable RecordArena arena;
    private @Nullable SortedRecords reading;
    private int runsWritten;
    private long records;
    private boolean finished;

    /** @param directory an existing directory for the runs */
    public ExternalSorter(Path directory) {
        this(directory, DEFAULT_BUDGET);
    }

    /**
     * @param directory an existing directory for the runs
     * @param budget bytes of records to hold in memory
     */
    public ExternalSorter(Path directory, int budget) {
        this(directory, budget, MOST_RUNS_AT_ONCE);
    }

    /** @param fanIn how many runs are merged, and so held open, at a time */
    ExternalSorter(Path directory, int budget, int fanIn) {
        if (budget < 1 || fanIn < 2) {
            throw new IllegalArgumentException("budget " + budget + ", fan-in " + fanIn);
        }
        this.directory = directory;
        this.fanIn = fanIn;
        this.arena = new RecordArena(budget);
    }

    /** Records added so far. */
    public long records() {
        return records;
    }

    /**
     * Takes one record in.
     *
     * @throws IOException naming the file, when a run cannot be written
     */
    public void add(byte[] key, byte[] value) throws IOException {
        var memory = arena;
        if (finished || memory == null) {
            throw new IllegalStateException("records cannot be added once they are read");
        }
        try {
            if (!memory.add(key, value)) {
                spill(memory);
                if (!memory.add(key, value)) {
                    writeAlone(key, value);
                }
            }
            records++;
        } catch (IOException | RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    /**
     * All records in order; nothing can be added afterwards, and only one call is allowed. The cursor ends with this
     * sorter at the latest.
     *
     * @throws IOException naming the file, when a run cannot be written or read
     */
    public SortedRecords sorted() throws IOException {
        var memory = arena;
        if (finished || memory == null) {
            throw new IllegalStateException("records are read already");
        }
        finished = true;
        try {
            if (runs.isEmpty()) {
                reading = memory.sorted();
            } else {
                spill(memory);
                arena = null;
                mergeUntilFew();
                reading = RunMerge.of(List.copyOf(runs));
            }
            return reading;
        } catch (IOException | RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    /** Deletes the runs; safe to repeat. */
    @Override
    public void close() throws IOException {
        finished = true;
        arena = null;
        IOException failure = null;
        if (reading != null) {
            try {
                reading.close();
            } catch (IOException e) {
                failure = e;
            }
            reading = null;
        }
        for (var run : runs) {
            try {
                Files.deleteIfExists(run);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        runs.clear();
        if (failure != null) {
            throw failure;
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void spill(RecordArena memory) throws IOException {
        if (memory.isEmpty()) {
            return;
        }
        var sorted = memory.sorted();
        var path = nextRun();
        runs.add(path);
        write(sorted, path);
        memory.clear();
    }

    private void writeAlone(byte[] key, byte[] value) throws IOException {
        var path = nextRun();
        runs.add(path);
        try (var run = new RunWriter(path)) {
            run.write(key, value);
            run.finish();
        }
    }

    /** Merges neighbours, so that equal keys keep their order, and no more of them than needed. */
    private void mergeUntilFew() throws IOException {
        while (runs.size() > fanIn) {
            var excess = runs.size() - fanIn;
            var at = 0;
            while (excess > 0 && at < runs.size() - 1) {
                var group = Math.min(Math.min(fanIn, excess + 1), runs.size() - at);
                mergeInPlace(at, group);
                excess -= group - 1;
                at++;
            }
        }
    }

    private void mergeInPlace(int from, int count) throws IOException {
        var inputs = List.copyOf(runs.subList(from, from + count));
        var merged = nextRun();
        runs.add(from + count, merged);
        try (var sorted = RunMerge.of(inputs)) {
            write(sorted, merged);
        }
        for (var input : inputs) {
            Files.delete(input);
        }
        runs.subList(from, from + count).clear();
    }

    private static void write(SortedRecords sorted, Path path) throws IOException {
        try (var run = new RunWriter(path)) {
            while (sorted.next()) {
                run.write(sorted.key(), sorted.value());
            }
            run.finish();
        }
    }

    private Path nextRun() {
        return directory.resolve(prefix + runsWritten++ + ".run");
    }
}
