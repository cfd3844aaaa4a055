package dev.drydock.foundationdb;

import dev.drydock.host.LineConsumer;
import dev.drydock.store.foundationdb.FdbText;
import dev.drydock.store.foundationdb.KeyValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands in for fdbcli with {@code --exec}: {@code fdbcli/fdbcli.actor.cpp} of 7.1. */
final class StandInFdbcli extends StandInTool {

    private static final byte[] END = {(byte) 0xFF};
    private static final int MOST_IN_TIME = 100;

    /** A change that waits for its commit; no value for a range that is cleared. */
    private record Change(byte[] from, byte[] to, byte @Nullable [] value) {}

    private final List<Change> changes = new ArrayList<>();
    private boolean writing;
    private boolean inTransaction;

    StandInFdbcli(StandInCluster cluster, LineConsumer lines) {
        super(cluster, lines);
    }

    /** A command that has said why it fails. */
    private static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The tool was killed. */
    private static final class KilledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    int run(String exec) throws IOException {
        List<List<byte[]>> commands;
        try {
            commands = StandInCommands.of(exec);
        } catch (StandInCommands.MalformedLineException e) {
            out(e.getMessage());
            err("ERROR: Command failed to completely parse.");
            return FAILED;
        }
        try {
            for (var tokens : commands) {
                if (!tokens.isEmpty()) {
                    if (commands.size() > 1) {
                        repeat(tokens);
                    }
                    run(tokens);
                }
            }
            return DONE;
        } catch (KilledException e) {
            return KILLED;
        } catch (FailedException e) {
            if (commands.size() > 1) {
                out("WARNING: the previous command failed, the remaining commands will not be executed.");
            }
            return FAILED;
        }
    }

    /** With blanks and quotes escaped, backslashes too, as {@code formatStringRef} does it. */
    private void repeat(List<byte[]> tokens) {
        var line = new StringBuilder(">>>");
        for (var token : tokens) {
            line.append(' ').append(FdbText.printed(token).replace("\"", "\\\"").replace(" ", "\\x20"));
        }
        out(line.toString());
    }

    private void run(List<byte[]> tokens) throws IOException, FailedException {
        var command = new String(tokens.get(0), StandardCharsets.ISO_8859_1);
        if (is(Fault.SLOW_ANSWERS)) {
            err("");
            err("WARNING: Long delay (Ctrl-C to interrupt)");
            out("");
            out("The database is available.");
            out("");
        }
        switch (command) {
            case "status" -> status(tokens);
            case "getrange" -> range(tokens, true);
            case "getrangekeys" -> range(tokens, false);
            case "writemode" -> writing = new String(tokens.get(1), StandardCharsets.US_ASCII).equals("on");
            case "begin" -> {
                inTransaction = true;
                out("Transaction started");
            }
            case "rollback" -> {
                changes.clear();
                inTransaction = false;
                out("Transaction rolled back");
            }
            case "set" -> change(new Change(tokens.get(1), new byte[0], tokens.get(2)));
            case "clear" -> change(new Change(tokens.get(1), after(tokens.get(1)), null));
            case "clearrange" -> change(new Change(tokens.get(1), tokens.get(2), null));
            case "commit" -> {
                commit();
                inTransaction = false;
            }
            default -> {
                err("ERROR: Unknown command `%s'. Try `help'?", command);
                throw new FailedException();
            }
        }
    }

    private void status(List<byte[]> tokens) throws IOException, FailedException {
        if (tokens.size() != 2 || !new String(tokens.get(1), StandardCharsets.US_ASCII).equals("json")) {
            out("Usage: status [minimal|details|json]");
            throw new FailedException();
        }
        out(look(state -> StandInStatus.json(cluster, state)));
    }

    /** Waits for an answer that does not come, or is told that the cluster is locked. */
    private void reach() throws IOException, FailedException {
        if (is(Fault.UNAVAILABLE)) {
            err("");
            err("WARNING: Long delay (Ctrl-C to interrupt)");
            out("");
            out("The database is unavailable; type `status' for more information.");
            out("");
            err("Specified timeout reached -- exiting...");
            throw new FailedException();
        }
        if (is(Fault.LOCKED) || look(StandInTool::isLocked)) {
            failed("Database is locked (1038)");
        }
    }

    private void failed(String error) throws FailedException {
        err("ERROR: " + error);
        if (inTransaction) {
            out("Rolling back current transaction");
        }
        throw new FailedException();
    }

    private void range(List<byte[]> tokens, boolean values) throws IOException, FailedException {
        reach();
        var limit = tokens.size() > 3 ? Integer.parseInt(new String(tokens.get(3), StandardCharsets.US_ASCII)) : 25;
        var to = tokens.size() > 2 ? tokens.get(2) : END;
        if (is(Fault.READS_TOO_OLD) && limit > MOST_IN_TIME) {
            failed("Transaction is too old to perform reads or be committed (1007)");
        }
        var found = cluster.keys().range(tokens.get(1), to, limit);
        out("");
        out(is(Fault.OTHER_WORDS) ? "At most " + limit + " keys:" : "Range limited to " + limit + " keys");
        for (var pair : found) {
            out(line(pair, values));
        }
        out("");
    }

    private static String line(KeyValue pair, boolean value) {
        var key = "`" + FdbText.printed(pair.key()) + "'";
        return value ? key + " is `" + FdbText.printed(pair.value()) + "'" : key;
    }

    private void change(Change change) throws IOException, FailedException {
        if (!writing) {
            err("ERROR: writemode must be enabled to set or clear keys in the database.");
            throw new FailedException();
        }
        changes.add(change);
        if (!inTransaction) {
            commit();
        }
    }

    private void commit() throws IOException, FailedException {
        reach();
        if (is(Fault.COMMIT_KILLED_BEFORE)) {
            throw new KilledException();
        }
        if (is(Fault.COMMIT_UNKNOWN_NOT_DONE)) {
            failed("Transaction may or may not have committed (1021)");
        }
        for (var change : changes) {
            var value = change.value();
            if (value == null) {
                cluster.keys().clear(change.from(), change.to());
            } else {
                cluster.keys().set(change.from(), value);
            }
        }
        changes.clear();
        if (is(Fault.COMMIT_KILLED_AFTER)) {
            throw new KilledException();
        }
        if (is(Fault.COMMIT_UNKNOWN_DONE)) {
            failed("Transaction may or may not have committed (1021)");
        }
        out(is(Fault.OTHER_WORDS) ? "Done" : "Committed (" + StandInState.version() + ")");
    }

    private static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
