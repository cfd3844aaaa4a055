package dev.drydock.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The options a file system is mounted with, as Linux tells them. */
final class MountOptions {

    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    private MountOptions() {}

    /** The options of the file system that holds {@code path}; none where they cannot be found out. */
    static Set<String> of(Path path) {
        try {
            var real = path.toRealPath();
            var best = Path.of("/");
            var options = "";
            // "device mount-point type options 0 0"; a later line hides an earlier one of the same place.
            for (var line : Files.readAllLines(MOUNTS, StandardCharsets.UTF_8)) {
                var fields = line.split(" ", -1);
                if (fields.length < 4) {
                    continue;
                }
                var mountPoint = Path.of(unescape(fields[1]));
                if (real.startsWith(mountPoint) && mountPoint.getNameCount() >= best.getNameCount()) {
                    best = mountPoint;
                    options = fields[3];
                }
            }
            return Set.copyOf(List.of(options.split(",")));
        } catch (IOException | IllegalArgumentException e) {
            return Set.of();
        }
    }

    private static String unescape(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
