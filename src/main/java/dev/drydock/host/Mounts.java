package dev.drydock.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is mounted where, as this process sees it. */
public final class Mounts {

    private static final Path MOUNTINFO = Path.of("/proc/self/mountinfo");

    private final List<Mount> mounts;

    private Mounts(List<Mount> mounts) {
        this.mounts = mounts;
    }

    /** Reads what is mounted now. */
    public static Mounts read() throws HostException {
        try {
            return parse(Files.readString(MOUNTINFO, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new HostException("The mounts cannot be read from " + MOUNTINFO, "Mount /proc", e);
        }
    }

    /** Reads lines as proc(5) has them; lines that are no such lines are left out. */
    static Mounts parse(String text) {
        var mounts = new ArrayList<Mount>();
        for (var line : text.lines().toList()) {
            // id parent major:minor root point options optional... - type source super-options
            var fields = List.of(line.split(" ", -1));
            var separator = fields.indexOf("-");
            if (separator < 6 || fields.size() < separator + 4 || !fields.get(4).startsWith("/")) {
                continue;
            }
            mounts.add(new Mount(
                    RawPath.unescapeOctal(fields.get(4)),
                    fields.get(3),
                    Set.copyOf(List.of(fields.get(5).split(",", -1))),
                    fields.get(separator + 1),
                    fields.get(separator + 2),
                    Set.copyOf(List.of(fields.get(separator + 3).split(",", -1)))));
        }
        return new Mounts(List.copyOf(mounts));
    }

    public List<Mount> all() {
        return mounts;
    }

    /** Whether something is mounted exactly here; an absolute path without links. */
    public boolean isMountPoint(Path path) {
        var normal = path.normalize();
        return mounts.stream().anyMatch(mount -> mount.point().equals(normal));
    }

    /**
     * The mount that a path lies on, which need not exist; an absolute path without links.
     *
     * @throws HostException where nothing is mounted at the root, so that /proc is not what it should be
     */
    public Mount of(Path path) throws HostException {
        var normal = path.normalize();
        Mount found = null;
        for (var mount : mounts) {
            // A later mount of the same place hides an earlier one.
            if (normal.startsWith(mount.point())
                    && (found == null
                            || mount.point().getNameCount() >= found.point().getNameCount())) {
                found = mount;
            }
        }
        if (found == null) {
            throw new HostException("No mount holds " + path, "Give an absolute path, and mount the real /proc");
        }
        return found;
    }

    /** What is mounted below a directory, not at it. */
    public List<Mount> below(Path directory) {
        var normal = directory.normalize();
        return mounts.stream()
                .filter(mount ->
                        mount.point().startsWith(normal) && !mount.point().equals(normal))
                .toList();
    }
}
