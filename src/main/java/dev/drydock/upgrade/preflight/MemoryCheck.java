package dev.drydock.upgrade.preflight;

import dev.drydock.installation.ByteCount;
import dev.drydock.installation.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Memory that is left for this console, the child that works as another account, and the server's own programs. */
final class MemoryCheck implements Check {

    /** A child of Drydock with its heap of 256 MiB, and the import of a small store. */
    private static final long LEAST = 320L << 20;

    private static final long GOOD = 1L << 30;
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

    @Override
    public String topic() {
        return "memory";
    }

    @Override
    public List<Finding> look(Scene scene) throws IOException {
        return left(scene.kernel(), scene.isServerRunning() ? " beside the running server" : "");
    }

    /** @param where ends the sentence */
    static List<Finding> left(Kernel kernel, String where) throws IOException {
        var proc = kernel.proc();
        var match = AVAILABLE.matcher(Kernel.read(proc.resolve("meminfo")));
        if (!match.find()) {
            return List.of(Finding.skip(
                    "memory.left", proc.resolve("meminfo") + " does not say how much memory is available", ""));
        }
        var machine = Long.parseLong(match.group(1)) * 1024;
        var group = left(kernel);
        var left = group.map(bytes -> Math.min(machine, bytes)).orElse(machine);
        var text = ByteCount.of(left) + " of memory are left"
                + (group.isPresent() && group.get() < machine
                        ? ", by the limit of the group that this console runs in (the machine has "
                                + ByteCount.of(machine) + ")"
                        : "")
                + where;
        var todo = "End what is not needed, or add swap: a program that runs out of memory is killed in the middle of"
                + " its work";
        if (left < LEAST) {
            return List.of(Finding.fail(
                    "memory.left", text + "; export, import and their checks need " + ByteCount.of(LEAST), todo));
        }
        return List.of(
                left < GOOD
                        ? Finding.warn("memory.left", text + "; " + ByteCount.of(GOOD) + " would be safe", todo)
                        : Finding.pass("memory.left", text));
    }

    /** What the control groups above this process leave it; empty where none sets a limit. */
    private static Optional<Long> left(Kernel kernel) throws IOException {
        Optional<Long> least = Optional.empty();
        var file = kernel.proc().resolve("self/cgroup");
        if (!Files.isReadable(file)) {
            return least;
        }
        for (var line : Kernel.read(file).lines().toList()) {
            var fields = line.split(":", 3);
            if (fields.length < 3) {
                continue;
            }
            var unified = fields[0].equals("0") && fields[1].isEmpty();
            if (!unified && !List.of(fields[1].split(",", -1)).contains("memory")) {
                continue;
            }
            var root = kernel.sys().resolve(unified ? "fs/cgroup" : "fs/cgroup/memory");
            var limit = unified ? "memory.max" : "memory.limit_in_bytes";
            var used = unified ? "memory.current" : "memory.usage_in_bytes";
            for (var at = root.resolve(fields[2].substring(1));
                    at != null && at.startsWith(root);
                    at = at.getParent()) {
                least = smaller(least, left(at, limit, used));
            }
        }
        return least;
    }

    private static Optional<Long> left(Path group, String limit, String used) {
        var most = Kernel.number(group.resolve(limit));
        var now = Kernel.number(group.resolve(used));
        // Files in the cache count as used and give way, so this is too careful rather than too bold.
        return most.isPresent() && now.isPresent() && most.get() < 1L << 60
                ? Optional.of(Math.max(0, most.get() - now.get()))
                : Optional.empty();
    }

    private static Optional<Long> smaller(Optional<Long> one, Optional<Long> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return Optional.of(Math.min(one.get(), other.get()));
    }
}
