package dev.drydock.store.foundationdb;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The backup agents of a cluster and what they are at, as they tell it themselves. An agent that was killed is counted
 * for two minutes more.
 *
 * @param known whether the cluster could say; else nothing here means anything
 * @param agents how many are running
 * @param paused whether somebody has told all of them to pause
 * @param silentSeconds for how long none has been heard of
 * @param tags backups by their tag, those that have ended included
 */
public record BackupLayer(
        boolean known, long agents, boolean paused, OptionalDouble silentSeconds, Map<String, Tag> tags) {

    /**
     * A backup.
     *
     * @param status in the words of the agents, such as {@code has been completed}
     * @param container its URL
     * @param running whether data are still being written to it
     */
    public record Tag(String status, Optional<String> container, boolean running, OptionalLong lastRestorableVersion) {}

    public BackupLayer {
        tags = Map.copyOf(tags);
    }
}
