package dev.drydock.installation;

import java.nio.file.Path;
import java.util.Set;

/**
 * A file system, or part of one, at its place: a line of {@code /proc/<pid>/mountinfo}, see proc(5).
 *
 * @param device major and minor number
 * @param root which directory of the file system is shown; not {@code /} for a bind mount
 * @param point where it is shown
 * @param type such as {@code ext4}
 * @param options of the mount and of the file system, such as {@code ro}, {@code noexec}
 */
public record Mount(String device, Path root, Path point, String type, Set<String> options) {

    public boolean isReadOnly() {
        return options.contains("ro");
    }

    /** Whether no program can be started from it. */
    public boolean forbidsPrograms() {
        return options.contains("noexec");
    }
}
