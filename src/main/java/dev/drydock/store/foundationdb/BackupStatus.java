package dev.drydock.store.foundationdb;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code fdbbackup status} says of one tag. That it is completed does not say that it can be restored: look at it
 * with {@link Backups#describe}.
 *
 * @param uid of this backup; another one that is started with the same tag has another
 * @param container the URL that it is written to, for a directory one below the destination; empty for a tag without a
 *     backup
 * @param latestRestorable the version up to which it can be restored, where it can
 * @param rangeBytes of keys and values that are written so far; known only while it is running
 * @param logBytes of changes meanwhile
 * @param agentsPaused whether all agents are paused, so that nothing goes on
 */
public record BackupStatus(
        String tag,
        Optional<String> uid,
        State state,
        Optional<String> container,
        OptionalLong latestRestorable,
        OptionalLong rangeBytes,
        OptionalLong logBytes,
        boolean agentsPaused)
        implements Undertaking.Status {

    /** The states of a backup, by the names that the tool gives them. */
    public enum State {
        /** There is none with this tag. */
        NONE("NeverRan"),
        /** No agent has taken it up. */
        SUBMITTED("Submitted"),
        RUNNING("Running"),
        /** Can be restored, and goes on; only where it was started to go on. */
        RUNNING_DIFFERENTIALLY("RunningDifferentially"),
        COMPLETED("Completed"),
        ERRORED("Errored"),
        ABORTING("Aborting"),
        ABORTED("Aborted");

        private final String vendorName;

        State(String vendorName) {
            this.vendorName = vendorName;
        }

        String vendorName() {
            return vendorName;
        }

        /** Whether something is still to come. */
        public boolean isRunning() {
            return this == SUBMITTED || this == RUNNING || this == RUNNING_DIFFERENTIALLY || this == ABORTING;
        }
    }

    /** Whether something is still to come. */
    @Override
    public boolean isRunning() {
        return state.isRunning();
    }
}
