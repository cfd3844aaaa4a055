package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.CommandResult.Line;
import dev.drydock.store.foundationdb.Tools.Said;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Says what a tool that has failed leaves an admin to do. */
final class ToolFailure {

    /** Read for too long: fewer at a time may do. */
    static final String TOO_OLD = "(1007)";

    private static final int WORDS = 3;
    private static final String UNAVAILABLE = "The database is unavailable";
    private static final String TIMEOUT = "Specified timeout reached";

    private ToolFailure() {}

    /** Whether a tool has failed, by its exit status or by its words: not every failure makes it end with another status. */
    static boolean hasFailed(Said said) {
        return said.timedOut()
                || !said.exit().isSuccess()
                || errors(said).findAny().isPresent();
    }

    static boolean says(Said said, String words) {
        return said.lines().stream().anyMatch(line -> line.text().contains(words));
    }

    /** Also on standard output, where fdbcli says that it could not read its command. */
    private static Stream<String> errors(Said said) {
        return said.lines().stream().map(Line::text).filter(line -> line.startsWith("ERROR"));
    }

    /**
     * Makes a failure.
     *
     * @param what was to be done, as an order: {@code look up keys}
     * @param place for people, such as the cluster file
     */
    static StoreException of(VendorTool tool, String what, String place, Said said) {
        var how = said.timedOut()
                ? "was ended because its time was up"
                : said.exit().inWords();
        var words = words(said);
        return new StoreException(
                tool.program() + " could not " + what + " (" + place + "): it " + how
                        + (words.isEmpty() ? " and said nothing" : " and said: " + String.join(" / ", words)),
                nextStep(said));
    }

    /** An answer that is none that 7.1 gives; it is not guessed what it means. */
    static StoreException notUnderstood(VendorTool tool, String what, String place, String answer) {
        var start = answer.length() > 200 ? answer.substring(0, 200) + "..." : answer;
        return new StoreException(
                "What " + tool.program() + " has said to the order to " + what + " (" + place + ") is not understood: "
                        + (start.isEmpty() ? "nothing" : start),
                "See that the tools are of FoundationDB 7.1, and run the command by hand");
    }

    static String place(Path clusterFile) {
        return "cluster file " + clusterFile;
    }

    private static List<String> words(Said said) {
        var errors = errors(said).limit(WORDS).toList();
        if (!errors.isEmpty()) {
            return errors;
        }
        // Without commands and keys that fdbcli repeats: they may be of somebody's mail.
        var told = Stream.concat(said.errors().stream(), said.output().stream())
                .filter(line -> !line.isBlank() && !line.startsWith(">>>") && !line.startsWith("`"))
                .toList();
        return told.subList(Math.max(0, told.size() - WORDS), told.size());
    }

    private static String nextStep(Said said) {
        if (says(said, "(1038)") || says(said, "Database is locked")) {
            return "The cluster is locked: see with \"fdbrestore status\" whether a restore is running, and wait or abort it";
        }
        if (says(said, "(1021)")) {
            return "It may have been done all the same: look at the keys before anything else";
        }
        if (says(said, TOO_OLD)) {
            return "The cluster is slow; try again when it is less busy";
        }
        if (says(said, "cluster file `")) {
            return "Name the cluster file that the mail server uses";
        }
        if (says(said, "Backup does not exist")) {
            return "Backup agents write a directory on the machines that they run on: see there, and let agents write to"
                    + " where this machine can read";
        }
        if (says(said, "authentication")) {
            return "Give the secret of the object store, and give it to the backup agents too";
        }
        if (says(said, "non-empty destination")) {
            return "Clear the key range first; a restore only goes into a cluster without keys";
        }
        if (said.timedOut() || says(said, TIMEOUT) || says(said, UNAVAILABLE) || says(said, "timed out")) {
            return "See with \"fdbcli --exec status\" what the cluster lacks, and try again when it is available";
        }
        return "Run the command by hand to see what is wrong";
    }
}
