package dev.drydock.store.foundationdb;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a cluster, read and written by fdbcli. A range without an end goes to the end of what belongs to
 * applications, {@code \xff}; nothing behind that is ever touched.
 */
public final class KeySpace {

    /** All that applications may have: from the empty key to {@code \xff}. */
    public static final KeyRange ALL = new KeyRange(new byte[0], end());

    /** So many keys of one range are read in time, whatever their values are. */
    private static final long FEW = 50;

    private static final String LOOK = "look up keys";

    private final Cluster cluster;

    KeySpace(Cluster cluster) {
        this.cluster = cluster;
    }

    private static byte[] end() {
        return new byte[] {(byte) 0xFF};
    }

    /** The first keys of a range, at most {@code limit}, in key order. */
    public List<byte[]> keys(KeyRange range, int limit) throws StoreException, InterruptedException {
        var said = cluster.cli(LOOK, command("getrangekeys", range, limit));
        return read(said, () -> one(RangeAnswer.all(said), limit).keys());
    }

    /** The first key of each range, in one run of the tool; empty for a range without one. */
    public List<Optional<byte[]>> firstKeys(List<KeyRange> ranges) throws StoreException, InterruptedException {
        return manyKeys(ranges, 1).stream()
                .map(keys -> keys.stream().findFirst())
                .toList();
    }

    private List<List<byte[]>> manyKeys(List<KeyRange> ranges, int limit) throws StoreException, InterruptedException {
        var commands = ranges.stream()
                .map(range -> command("getrangekeys", range, limit))
                .collect(Collectors.joining("; "));
        var said = cluster.cli(LOOK, commands);
        return read(said, () -> {
            var answers = RangeAnswer.all(said);
            if (answers.size() != ranges.size()) {
                throw new IllegalArgumentException("not one answer for each range");
            }
            return answers.stream().map(RangeAnswer::keys).toList();
        });
    }

    /** The first keys of a range with their values, at most {@code limit}, in key order. */
    public List<KeyValue> range(KeyRange range, int limit) throws StoreException, InterruptedException {
        var values = command("getrange", range, limit);
        var said = cluster.cli("read keys", values);
        var answer = read(said, () -> one(RangeAnswer.all(said), limit));
        if (!answer.isAmbiguous()) {
            return read(said, answer::pairs);
        }
        // Both at the same moment: the keys show where the values begin.
        var both = cluster.cli(
                "read keys", "begin; " + command("getrangekeys", range, limit) + "; " + values + "; rollback");
        return read(both, () -> {
            var answers = RangeAnswer.all(both);
            if (answers.size() != 2) {
                throw new IllegalArgumentException("not two answers");
            }
            return answers.get(1).pairs(answers.get(0).keys());
        });
    }

    private static RangeAnswer one(List<RangeAnswer> answers, int limit) {
        if (answers.size() != 1
                || answers.get(0).limit() != limit
                || answers.get(0).lines().size() > limit) {
            throw new IllegalArgumentException("not one answer of at most " + limit + " keys");
        }
        return answers.get(0);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read();
    }

    private <T> T read(Tools.Said said, Reading<T> reading) throws StoreException {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            // Not in its own words, which may be of somebody's mail.
            var failure = ToolFailure.notUnderstood(
                    VendorTool.CLI,
                    LOOK,
                    cluster.place(),
                    said.output().size() + " lines, and not the ones expected (" + e.getMessage() + ")");
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private static String command(String verb, KeyRange range, int limit) {
        return verb + " " + FdbText.token(range.from()) + " " + FdbText.token(end(range)) + " " + limit;
    }

    private static byte[] end(KeyRange range) {
        var to = range.to();
        return to == null || Arrays.compareUnsigned(to, end()) > 0 ? end() : to;
    }

    /** The value of a key; null where there is no such key. */
    public byte @Nullable [] get(byte[] key) throws StoreException, InterruptedException {
        var found = range(new KeyRange(key, after(key)), 1);
        return found.isEmpty() ? null : found.get(0).value();
    }

    /** The next key that there can be. */
    static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /** How many keys a range has; empty where they are more than {@code limit}. The tool reads their values for that. */
    public OptionalLong count(KeyRange range, long limit) throws StoreException, InterruptedException {
        var pages = KeyPages.ofKeys(this, range);
        var count = 0L;
        while (count <= limit) {
            var page = pages.next(Math.min(limit - count, Integer.MAX_VALUE) + 1);
            if (page.isEmpty()) {
                return OptionalLong.of(count);
            }
            count += page.size();
        }
        return OptionalLong.empty();
    }

    /** The same for many ranges: those with few keys are all counted in one run of the tool. */
    public List<OptionalLong> counts(List<KeyRange> ranges, long limit) throws StoreException, InterruptedException {
        var most = (int) Math.min(limit, FEW) + 1;
        var first = manyKeys(ranges, most);
        var counts = new ArrayList<OptionalLong>();
        for (var i = 0; i < ranges.size(); i++) {
            var found = first.get(i).size();
            counts.add(found < most ? OptionalLong.of(found) : count(ranges.get(i), limit));
        }
        return counts;
    }

    /** Walks over a range in pages, each of which sees the state of its own moment; an interrupt is a {@link StoreException}. */
    public RecordCursor scan(KeyRange range) {
        return new PagedCursor(KeyPages.ofPairs(this, range));
    }

    /** Whether there is no key in a range, looked up now. */
    public boolean isEmpty(KeyRange range) throws StoreException, InterruptedException {
        return keys(range, 1).isEmpty();
    }

    /**
     * Removes every key of a range in one transaction, by {@link #clearCommand}.
     *
     * @throws StoreException where it is not known that it was done; it may have been done all the same, so look before
     *     anything else
     */
    public void clear(KeyRange range) throws StoreException, InterruptedException {
        Transactions.commit(cluster, "clear the range " + inWords(range), clearing(range));
    }

    private static String clearing(KeyRange range) {
        return "writemode on; clearrange " + FdbText.token(range.from()) + " " + FdbText.token(end(range));
    }

    /** A range for people: {@code "" to \xff}. */
    public static String inWords(KeyRange range) {
        return FdbText.token(range.from()) + " to " + FdbText.token(end(range));
    }

    /** The vector that {@link #clear} runs, program first, for an admin to run; nothing is run here. */
    public List<String> clearCommand(KeyRange range) throws StoreException {
        return cluster.vector(VendorTool.CLI, cluster.cliArguments(clearing(range)));
    }

    /** The vector that shows whether a range is empty, for an admin to run. */
    public List<String> lookCommand(KeyRange range) throws StoreException {
        return cluster.vector(VendorTool.CLI, cluster.cliArguments(command("getrangekeys", range, 1)));
    }

    /**
     * Writes and removes keys, in as many transactions as the length of an argument makes necessary, removals first; a
     * repetition does no harm. What is written is seen by everybody on the machine while it is being written.
     *
     * @throws StoreException where it is not known that all was done, and for a value that no argument can hold, before
     *     anything is written
     */
    public void write(List<KeyValue> sets, List<byte[]> clears) throws StoreException, InterruptedException {
        for (var commands : Transactions.of(sets, clears)) {
            Transactions.commit(cluster, "write keys", commands);
        }
    }
}
