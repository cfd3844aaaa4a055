package dev.drydock.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads /proc about one process, and says what it was not let to read. */
final class ProcessReader {

    private static final int LONGEST_COMMAND_LINE = 256 * 1024;
    /** What the kernel puts behind the name, as {@link RawPath} writes it. */
    private static final String DELETED = "%20(deleted)";

    private final Path directory;
    private final List<String> unread = new ArrayList<>();

    private ProcessReader(long pid) {
        this.directory = Path.of("/proc", Long.toString(pid));
    }

    static Optional<ProcessInfo> read(long pid) {
        return ProcessStatus.of(pid).filter(ProcessStatus::isAlive).map(status -> new ProcessReader(pid).info(status));
    }

    /** Whether the process has inherited this variable with this value; not where its environment may not be read. */
    static boolean hasVariable(long pid, String name, String value) {
        try {
            var text = start(Path.of("/proc", Long.toString(pid), "environ"), 1 << 20);
            return ("\0" + text + "\0").contains("\0" + name + "=" + value + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the process has inherited this variable; empty where its environment may not be read. */
    static Optional<Boolean> hasVariable(long pid, String name) {
        try {
            var text = start(Path.of("/proc", Long.toString(pid), "environ"), 1 << 20);
            return Optional.of(("\0" + text).contains("\0" + name + "="));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private ProcessInfo info(ProcessStatus status) {
        var file = executable().map(RawPath::encode);
        var gone = file.filter(text -> text.endsWith(DELETED)).isPresent();
        return new ProcessInfo(
                status.pid(),
                status.startTicks(),
                status.parent(),
                status.name(),
                uid(),
                file.map(text -> gone ? text.substring(0, text.length() - DELETED.length()) : text)
                        .map(RawPath::decode),
                gone,
                commandLine(),
                unread);
    }

    private Optional<Path> executable() {
        try {
            return Optional.of(Files.readSymbolicLink(directory.resolve("exe")));
        } catch (NoSuchFileException e) {
            // The kernel's own threads have none.
            return Optional.empty();
        } catch (IOException e) {
            unread.add("executable: " + reason(e));
            return Optional.empty();
        }
    }

    private List<String> commandLine() {
        try {
            var text = start(directory.resolve("cmdline"), LONGEST_COMMAND_LINE);
            return text.isEmpty() ? List.of() : List.of(text.split("\0", 0));
        } catch (IOException e) {
            unread.add("command line: " + reason(e));
            return List.of();
        }
    }

    private long uid() {
        try {
            for (var line : start(directory.resolve("status"), 1 << 16).lines().toList()) {
                if (line.startsWith("Uid:")) {
                    // Real, effective, saved and file system id.
                    return Long.parseLong(line.substring(4).trim().split("\\s+", -1)[1]);
                }
            }
            unread.add("user: no line Uid");
        } catch (IOException | NumberFormatException e) {
            unread.add("user: " + reason(e));
        }
        return -1;
    }

    private static String start(Path file, int most) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(most), StandardCharsets.UTF_8);
        }
    }

    private static String reason(Exception e) {
        return e instanceof AccessDeniedException
                ? "permission denied"
                : e.getClass().getSimpleName();
    }
}
