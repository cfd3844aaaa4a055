package dev.drydock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What standard error is connected to. */
final class Terminal {

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
    private static final int STANDARD_WIDTH = 80;

    private Terminal() {}

    /**
     * Whether people watch standard error, and a line can be written over. {@link System#console} does not tell: it is
     * about standard input and output, and from JDK 22 on it is there without any terminal.
     */
    static boolean isWatched(Map<String, String> environment) {
        if ("dumb".equals(environment.get("TERM"))) {
            return false;
        }
        try {
            var target = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // Not Linux; --progress asks for lines.
        }
    }

    /** Columns, as the shell has exported them, or as most terminals have. */
    static int width(Map<String, String> environment) {
        try {
            return Math.max(40, Integer.parseInt(environment.getOrDefault("COLUMNS", "" + STANDARD_WIDTH)));
        } catch (NumberFormatException e) {
            return STANDARD_WIDTH;
        }
    }
}
