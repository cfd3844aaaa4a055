package dev.drydock.store.foundationdb;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code fdbrestore status} says of one tag, in the form of {@code getProgress_impl} and {@code getFullStatus_impl} in
 * {@code fdbclient/FileBackupAgent.actor.cpp} of 7.1.
 *
 * @param uid of this restore; another one that is started with the same tag has another
 * @param blocksDone blocks of files that are restored, of {@code blocks} that are known so far
 * @param bytesWritten to the cluster
 * @param version that it restores to
 * @param lastError in the words of the agents
 */
public record RestoreStatus(
        String tag,
        Optional<String> uid,
        State state,
        long blocksDone,
        long blocks,
        long bytesWritten,
        OptionalLong version,
        Optional<String> container,
        Optional<String> lastError)
        implements Undertaking.Status {

    private static final Pattern LINE = Pattern.compile(
            "Tag: (?<tag>\\S*)  UID: (?<uid>[0-9a-f]+)  State: (?<state>\\S+)  Blocks: (?<done>-?\\d+)/(?<all>-?\\d+)"
                    + "  BlocksInProgress: .*  BytesWritten: (?<bytes>-?\\d+)  .*  LastError: (?<error>.*)"
                    + "  URL: (?<url>\\S*)  .*  Version: (?<version>-?\\d+)\\s*",
            Pattern.DOTALL);

    /** The states of a restore, by the words that the tool has for them. */
    public enum State {
        /** There is none with this tag. */
        NONE("unitialized"),
        QUEUED("queued"),
        STARTING("starting"),
        RUNNING("running"),
        COMPLETED("completed"),
        ABORTED("aborted");

        private final String vendorName;

        State(String vendorName) {
            this.vendorName = vendorName;
        }

        String vendorName() {
            return vendorName;
        }

        /** Whether something is still to come; the cluster is locked that long. */
        public boolean isRunning() {
            return this == QUEUED || this == STARTING || this == RUNNING;
        }
    }

    /** Whether something is still to come; the cluster is locked that long. */
    @Override
    public boolean isRunning() {
        return state.isRunning();
    }

    /** Reads it; empty where it is not a status, or one of another tag. */
    static Optional<RestoreStatus> read(String tag, String text) {
        var line = LINE.matcher(text.strip());
        if (!line.matches()) {
            return Optional.empty();
        }
        for (var state : State.values()) {
            if (state.vendorName().equals(line.group("state"))
                    && (state == State.NONE || line.group("tag").equals(tag))) {
                return Optional.of(read(tag, state, line));
            }
        }
        return Optional.empty();
    }

    private static RestoreStatus read(String tag, State state, Matcher line) {
        var error = line.group("error").strip();
        return new RestoreStatus(
                tag,
                state == State.NONE ? Optional.empty() : Optional.of(line.group("uid")),
                state,
                Long.parseLong(line.group("done")),
                Long.parseLong(line.group("all")),
                Long.parseLong(line.group("bytes")),
                state == State.NONE ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(line.group("version"))),
                Optional.of(line.group("url")).filter(url -> !url.isEmpty()),
                error.equals("None") ? Optional.empty() : Optional.of(error));
    }
}
