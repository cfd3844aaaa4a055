package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Changes of keys as commands of fdbcli, which takes them in one argument. */
final class Transactions {

    /** Linux takes 128 KiB for one argument. */
    static final int LONGEST = 100_000;

    private static final String BEGIN = "writemode on; begin";
    private static final String COMMIT = "; commit";
    private static final Pattern COMMITTED = Pattern.compile("Committed \\([0-9]+\\)");

    private Transactions() {}

    /**
     * The commands for changes, removals first, each of them a transaction.
     *
     * @throws StoreException for a value that no argument can hold
     */
    static List<String> of(List<KeyValue> sets, List<byte[]> clears) throws StoreException {
        var changes = new ArrayList<String>();
        for (var key : clears) {
            changes.add("; clear " + FdbText.token(key));
        }
        for (var pair : sets) {
            var change = "; set " + FdbText.token(pair.key()) + " " + FdbText.token(pair.value());
            if (BEGIN.length() + change.length() + COMMIT.length() > LONGEST) {
                throw new StoreException(
                        "The value of key " + FdbText.printed(pair.key()) + ", of " + pair.value().length
                                + " bytes, is too long for an argument of fdbcli",
                        "Nothing was written; write it by another client of FoundationDB");
            }
            changes.add(change);
        }
        return batches(changes);
    }

    private static List<String> batches(List<String> changes) {
        var batches = new ArrayList<String>();
        var batch = new StringBuilder(BEGIN);
        for (var change : changes) {
            if (batch.length() + change.length() + COMMIT.length() > LONGEST) {
                batches.add(batch + COMMIT);
                batch = new StringBuilder(BEGIN);
            }
            batch.append(change);
        }
        if (batch.length() > BEGIN.length()) {
            batches.add(batch + COMMIT);
        }
        return batches;
    }

    /**
     * Runs commands that end in one commit.
     *
     * @throws StoreException where fdbcli does not say that it has committed
     */
    static void commit(Cluster cluster, String what, String commands) throws StoreException, InterruptedException {
        var said = cluster.cli(what, commands);
        if (said.output().stream().noneMatch(line -> COMMITTED.matcher(line).matches())) {
            throw ToolFailure.notUnderstood(VendorTool.CLI, what, cluster.place(), "no word of a commit");
        }
    }
}
