package dev.drydock.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The line of /proc/PID/stat, as proc(5) has it, as far as it is needed.
 *
 * @param name name of the program, at most 15 bytes, of whatever characters the program likes
 * @param state {@code R S D Z T X} and others
 * @param startTicks when it was started, in clock ticks since boot
 */
record ProcessStatus(long pid, String name, char state, long parent, long group, long session, long startTicks) {

    static Optional<ProcessStatus> of(long pid) {
        try {
            var line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return Optional.of(parse(line));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // It has ended before or while it was read.
            return Optional.empty();
        }
    }

    /**
     * Reads the line.
     *
     * @throws IllegalArgumentException or IndexOutOfBoundsException where it is cut or no such line
     */
    static ProcessStatus parse(String line) {
        // The name stands in parentheses and may hold blanks and parentheses, the rest does not.
        var open = line.indexOf('(');
        var close = line.lastIndexOf(')');
        var fields = line.substring(close + 2).trim().split(" ", -1);
        return new ProcessStatus(
                Long.parseLong(line.substring(0, open).trim()),
                line.substring(open + 1, close),
                fields[0].charAt(0),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[19]));
    }

    /** Whether it still does anything; a zombie only waits for its parent to ask what became of it. */
    boolean isAlive() {
        return state != 'Z' && state != 'X' && state != 'x';
    }

    boolean belongsTo(long leader) {
        return pid == leader || group == leader || session == leader;
    }
}
