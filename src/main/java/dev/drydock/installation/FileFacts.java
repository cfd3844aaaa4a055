package dev.drydock.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One file or directory as it lies there; of a link, what it leads to.
 *
 * @param linkTarget what is written in the link, or null where the path itself is none
 * @param mode the lowest 12 bits: set-user-id to execute for others
 * @param size in bytes; of a directory without meaning
 * @param device number of the file system
 */
public record FileFacts(
        Path path,
        @Nullable Path linkTarget,
        boolean directory,
        int uid,
        String user,
        int gid,
        String group,
        int mode,
        long size,
        long device) {

    /** Looks at a path; an exception says that it is not there, or may not be seen. */
    public static FileFacts of(Path path) throws IOException {
        var target = Files.isSymbolicLink(path) ? Files.readSymbolicLink(path) : null;
        Map<String, Object> unix = Files.readAttributes(path, "unix:uid,gid,mode,size,dev,isDirectory,owner,group");
        return new FileFacts(
                path,
                target,
                (Boolean) fact(unix, "isDirectory"),
                (Integer) fact(unix, "uid"),
                fact(unix, "owner").toString(),
                (Integer) fact(unix, "gid"),
                fact(unix, "group").toString(),
                (Integer) fact(unix, "mode") & 07777,
                (Long) fact(unix, "size"),
                (Long) fact(unix, "dev"));
    }

    /** A file that lies where this machine cannot look, in an image, of which the owner is taken to be root. */
    public static FileFacts contained(Path path, int mode, long size) {
        return new FileFacts(path, null, false, 0, "root", 0, "root", mode, size, 0);
    }

    /** The number of the file system that a path lies on, or would lie on if it were made. */
    static long deviceOf(Path path) throws IOException {
        return (Long) Files.getAttribute(nearestExisting(path), "unix:dev");
    }

    /** The path, or the nearest directory above it that is there. */
    static Path nearestExisting(Path path) throws IOException {
        for (var at = path.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                return at;
            }
        }
        throw new IOException("nothing of " + path + " is there, or may be seen");
    }

    /** Whether the path, without following it, is anything at all. */
    static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** {@code user:group}, with numbers for what has no name. */
    public String owner() {
        return user + ":" + group;
    }

    /** Four octal digits. */
    public String octalMode() {
        return String.format("%04o", mode);
    }

    public boolean isReadableByOthers() {
        return (mode & 04) != 0;
    }

    private static Object fact(Map<String, Object> facts, String name) throws IOException {
        var fact = facts.get(name);
        if (fact == null) {
            throw new IOException("the file system does not tell " + name);
        }
        return fact;
    }
}
