package dev.drydock.installation;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running process that may be the mail server.
 *
 * @param startTicks when it began, in the kernel's clock ticks since the machine started; with the pid it names one
 *     process for good
 * @param match why it is thought to be one
 * @param executable as the process itself sees it; null where that may not be seen
 * @param replaced whether the file it was started from is no longer there, or is another
 * @param arguments the first is the name it was called by
 * @param workingDirectory as the process itself sees it; null where that may not be seen
 * @param uid the effective user
 * @param contained whether it sees other mounts than Drydock, as in a container
 * @param environment null where that may not be seen
 */
public record ServerProcess(
        long pid,
        long startTicks,
        Match match,
        @Nullable Path executable,
        boolean replaced,
        List<String> arguments,
        @Nullable Path workingDirectory,
        int uid,
        boolean contained,
        @Nullable ServerEnvironment environment) {

    /** What a process has in common with the installation, the surest first. */
    public enum Match {
        /** It was started with this configuration. */
        CONFIGURATION,
        /** It runs this program, with a configuration of another place or one that may not be seen. */
        PROGRAM,
        /** Its program has the name of the mail server. */
        NAME
    }
}
