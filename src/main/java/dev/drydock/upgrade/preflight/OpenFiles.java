package dev.drydock.upgrade.preflight;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which processes have what open, from {@code /proc/<pid>/fd}; others than root see their own processes only. */
final class OpenFiles {

    private final Map<String, Map<Long, Holder>> holders = new HashMap<>();
    private int closed;

    private OpenFiles() {}

    /** A process. */
    record Holder(long pid, String name) {}

    static OpenFiles ofSockets(Path proc, Collection<Long> sockets) throws IOException {
        var wanted = new HashSet<String>();
        sockets.forEach(socket -> wanted.add("socket:[" + socket + "]"));
        return wanted.isEmpty() ? new OpenFiles() : read(proc, wanted::contains);
    }

    static OpenFiles of(Path proc, Collection<Path> files) throws IOException {
        Set<String> wanted = new HashSet<>();
        files.forEach(file -> wanted.add(file.toString()));
        return read(proc, wanted::contains);
    }

    private static OpenFiles read(Path proc, Predicate<String> wanted) throws IOException {
        var open = new OpenFiles();
        try (var processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (var process : processes) {
                open.look(process, wanted);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return open;
    }

    private void look(Path process, Predicate<String> wanted) {
        var pid = Long.parseLong(process.getFileName().toString());
        try (var entries = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var entry : entries) {
                var target = target(entry);
                if (wanted.test(target)) {
                    holders.computeIfAbsent(target, key -> new TreeMap<>()).put(pid, new Holder(pid, name(process)));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended meanwhile, which is no loss, or is closed to us, which the reader must know.
            if (Files.exists(process)) {
                closed++;
            }
        }
    }

    private static String target(Path entry) {
        try {
            return Files.readSymbolicLink(entry).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String name(Path process) {
        try {
            return Kernel.read(process.resolve("comm")).strip();
        } catch (IOException e) {
            return "gone";
        }
    }

    List<Holder> holders(long socket) {
        return List.copyOf(
                holders.getOrDefault("socket:[" + socket + "]", Map.of()).values());
    }

    /** All that have one of the files open. */
    List<Holder> all() {
        var all = new TreeMap<Long, Holder>();
        holders.values().forEach(all::putAll);
        return List.copyOf(all.values());
    }

    /** Processes that do not let us see what they have open. */
    int closed() {
        return closed;
    }
}
