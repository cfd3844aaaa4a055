package dev.drydock.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The kernel's table of file locks, {@code /proc/locks}: tells who holds one where we may not try for it. */
final class LockTable {

    private static final Path LOCKS = Path.of("/proc/locks");

    private LockTable() {}

    /**
     * The processes other than this one that hold a lock on bytes {@code [from, from + count)} of a file; empty also
     * where there is no such table, and locks of processes in other PID namespaces are not in it.
     */
    static List<Long> holders(Path file, long from, long count) throws IOException {
        if (!Files.isReadable(LOCKS)) {
            return List.of();
        }
        var inode = String.valueOf(Files.getAttribute(file, "unix:ino"));
        var self = ProcessHandle.current().pid();
        var found = new ArrayList<Long>();
        for (var line : Files.readAllLines(LOCKS)) {
            // "1: POSIX  ADVISORY  READ 12345 fd:00:1234567 1073741826 1073742335"; blocked ones have "->" in front.
            // The device is left out of the comparison: on some file systems it is not the one that stat gives.
            var fields = line.strip().split("\\s+", -1);
            if (fields.length != 8 || !fields[5].endsWith(":" + inode)) {
                continue;
            }
            var pid = Long.parseLong(fields[4]);
            var first = Long.parseLong(fields[6]);
            var last = fields[7].equals("EOF") ? Long.MAX_VALUE : Long.parseLong(fields[7]);
            if (pid != self && first < from + count && last >= from && !found.contains(pid)) {
                found.add(pid);
            }
        }
        return found;
    }

    /** Names processes for people, such as {@code process 812 (stalwart-mail)}. */
    static String describe(List<Long> pids) {
        return pids.isEmpty()
                ? "another process"
                : String.join(", ", pids.stream().map(LockTable::describe).toList());
    }

    private static String describe(long pid) {
        try {
            return "process " + pid + " ("
                    + Files.readString(Path.of("/proc/" + pid + "/comm")).strip() + ")";
        } catch (IOException e) {
            return "process " + pid;
        }
    }
}
