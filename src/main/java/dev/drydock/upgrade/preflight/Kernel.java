package dev.drydock.upgrade.preflight;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the kernel tells about the machine, so that a test can have a machine of its own.
 *
 * @param proc usually {@code /proc}
 * @param sys usually {@code /sys}
 */
record Kernel(Path proc, Path sys) {

    private static final int LONGEST = 8 << 20;

    static Kernel here() {
        return new Kernel(Path.of("/proc"), Path.of("/sys"));
    }

    /** What a file of the kernel says, which has no size of its own. */
    static String read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
        }
    }

    /** A number that stands alone in a file; empty where there is none, as for {@code max}. */
    static Optional<Long> number(Path file) {
        try {
            return Optional.of(Long.parseLong(read(file).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
