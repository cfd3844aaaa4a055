package dev.drydock.foundationdb;

import java.util.Locale;

/** What can be amiss with a cluster, for as long as a test wants it to be. */
public enum Fault {
    /** No process of the cluster answers. */
    UNAVAILABLE,
    /** It answers, and has lost copies of some data. */
    UNHEALTHY,
    /** Somebody has locked it. */
    LOCKED,
    /** Every answer takes longer than the five seconds after which fdbcli says so (here without the waiting). */
    SLOW_ANSWERS,
    /** Reads of more than 100 keys take too long, and end with error 1007. */
    READS_TOO_OLD,
    /** The tools are of a version whose answers have another form. */
    OTHER_WORDS,
    /** No backup agent is running: backups and restores stay as they were submitted. */
    NO_AGENT,
    /** All backup agents are paused. */
    AGENTS_PAUSED,
    /** A backup begins and never comes to its end. */
    BACKUP_STALLS,
    /** A backup begins, and its agents report that they cannot write. */
    BACKUP_FAILS,
    /** A backup is completed, and the files of its snapshot are not all there: it cannot be restored. */
    BACKUP_PARTIAL,
    /** A backup is completed, and its log of changes has a gap. */
    BACKUP_WITH_GAP,
    /** fdbbackup ends with an error while it waits; the agents go on. */
    BACKUP_TOOL_GIVES_UP,
    /** fdbcli is killed before a transaction is committed. */
    COMMIT_KILLED_BEFORE,
    /** fdbcli is killed after a transaction was committed. */
    COMMIT_KILLED_AFTER,
    /** The answer to a commit is lost, and it was not done: error 1021. */
    COMMIT_UNKNOWN_NOT_DONE,
    /** The answer to a commit is lost, and it was done: error 1021. */
    COMMIT_UNKNOWN_DONE,
    /** A restore begins and never comes to its end. */
    RESTORE_STALLS,
    /** A restore ends by being aborted, when some keys have been written. */
    RESTORE_FAILS,
    /** A restore is completed, and not all keys are there. */
    RESTORE_LOSES_KEYS;

    /** As it is written in the file of faults. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
