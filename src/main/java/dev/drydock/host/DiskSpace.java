package dev.drydock.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;

/** Room on disks, in bytes. */
public final class DiskSpace {

    private DiskSpace() {}

    /**
     * What a tree takes.
     *
     * @param bytes sizes of all plain files as they read, each counted once however many names it has
     * @param files plain files
     */
    public record Usage(long bytes, long files) {}

    /**
     * The file system of a path.
     *
     * @param usable what an account that is not root may still write
     */
    public record Room(long total, long usable) {}

    /** Adds up a directory without following links; files that vanish meanwhile are left out. */
    public static Usage used(Path root) throws HostException {
        var bytes = 0L;
        var files = 0L;
        var seen = new HashSet<Object>();
        try (var paths = Files.walk(root)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                var attributes = UnixAttributes.of(path);
                if (attributes.links() == 1 || seen.add(attributes.fileKey())) {
                    bytes += attributes.size();
                    files++;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new HostException(
                    "The size of " + root + " cannot be found out: " + e.getMessage(), "Let this account read it", e);
        }
        return new Usage(bytes, files);
    }

    /** The room on the file system that holds a path, or will hold it: the nearest directory that exists counts. */
    public static Room on(Path path) throws HostException {
        var nearest = path.toAbsolutePath().normalize();
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        var file = nearest == null ? Path.of("/").toFile() : nearest.toFile();
        var total = file.getTotalSpace();
        if (total == 0) {
            throw new HostException(
                    "The room on the file system of " + path + " cannot be found out", "Look at it with df");
        }
        return new Room(total, file.getUsableSpace());
    }
}
