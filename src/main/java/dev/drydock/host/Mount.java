package dev.drydock.host;

import java.nio.file.Path;
import java.util.Set;

/**
 * A mounted file system.
 *
 * @param point where it is mounted
 * @param root which directory of the file system is seen there; {@code /} but for bind mounts and subvolumes
 * @param options of this mount, such as {@code ro noexec}
 * @param type such as {@code ext4}
 * @param source device or name
 * @param superOptions of the file system itself
 */
public record Mount(
        Path point, String root, Set<String> options, String type, String source, Set<String> superOptions) {

    public Mount {
        options = Set.copyOf(options);
        superOptions = Set.copyOf(superOptions);
    }

    public boolean isReadOnly() {
        return options.contains("ro") || superOptions.contains("ro");
    }

    /** Whether programs that lie here are refused. */
    public boolean isNoExec() {
        return options.contains("noexec");
    }
}
