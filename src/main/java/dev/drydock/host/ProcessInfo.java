package dev.drydock.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process as the kernel tells of it.
 *
 * @param startTicks when it was started, in clock ticks since boot
 * @param name short name of the program
 * @param uid effective user; -1 where it cannot be read
 * @param executable the file it runs, where that may be read; the file's present name where it was renamed
 * @param executableGone whether the file it runs was deleted or replaced since
 * @param commandLine arguments as the process has them
 * @param unread what could not be read and why, such as {@code executable: permission denied}
 */
public record ProcessInfo(
        long pid,
        long startTicks,
        long parent,
        String name,
        long uid,
        Optional<Path> executable,
        boolean executableGone,
        List<String> commandLine,
        List<String> unread) {

    public ProcessInfo {
        commandLine = List.copyOf(commandLine);
        unread = List.copyOf(unread);
    }
}
