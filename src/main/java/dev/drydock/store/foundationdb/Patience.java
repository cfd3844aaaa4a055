package dev.drydock.store.foundationdb;

import java.time.Duration;

/**
 * How long the tools may take.
 *
 * @param question for the state of the cluster and for a page of keys; fdbcli gives up by itself a little earlier
 * @param backup for a question about a backup or restore; the tools try for a minute, and again
 * @param description for looking at all files of a backup
 * @param look how long to wait between two looks at a backup or restore that is running
 */
public record Patience(Duration question, Duration backup, Duration description, Duration look) {

    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(60), Duration.ofMinutes(3), Duration.ofMinutes(30), Duration.ofSeconds(5));
}
