package dev.drydock.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a file is besides its content; links are looked at, not followed.
 *
 * @param mode permissions with the bits for setuid, setgid and sticky, 12 bits
 * @param size in bytes; of a link the length of its target, of a directory whatever its file system says
 * @param modified to the nanosecond
 * @param linkTarget where a link points, as it stands there; empty for all others
 */
public record FileState(
        Type type, long uid, long gid, int mode, long size, Instant modified, Optional<Path> linkTarget) {

    /** The kinds of files, with the letters of {@code find -printf %y}. */
    public enum Type {
        FILE('f', 0100000),
        DIRECTORY('d', 0040000),
        LINK('l', 0120000),
        FIFO('p', 0010000),
        SOCKET('s', 0140000),
        CHARACTER_DEVICE('c', 0020000),
        BLOCK_DEVICE('b', 0060000);

        private final char letter;
        private final int bits;

        Type(char letter, int bits) {
            this.letter = letter;
            this.bits = bits;
        }

        char letter() {
            return letter;
        }

        static Type ofLetter(String letter) {
            for (var type : values()) {
                if (letter.length() == 1 && letter.charAt(0) == type.letter) {
                    return type;
                }
            }
            throw new IllegalArgumentException("no type of file: " + letter);
        }

        private static Type ofMode(int mode) {
            for (var type : values()) {
                if ((mode & 0170000) == type.bits) {
                    return type;
                }
            }
            throw new IllegalArgumentException("no type of file: " + Integer.toOctalString(mode));
        }
    }

    private static final int PERMISSIONS = 07777;

    /** Reads the state of what lies at this path. */
    public static FileState of(Path path) throws IOException {
        var attributes = UnixAttributes.of(path);
        var type = Type.ofMode(attributes.mode());
        return new FileState(
                type,
                attributes.uid(),
                attributes.gid(),
                attributes.mode() & PERMISSIONS,
                attributes.size(),
                attributes.modified().toInstant(),
                type == Type.LINK ? Optional.of(Files.readSymbolicLink(path)) : Optional.empty());
    }

    /** The state of what lies at this path; empty where nothing does. */
    public static Optional<FileState> find(Path path) throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? Optional.of(of(path)) : Optional.empty();
    }

    /**
     * Gives what lies at this path the owner, group, mode and time of this state, following no link. Only what differs is
     * touched. Of links and special files Linux lets Java set the owner, and of links the time to the microsecond.
     *
     * @throws HostException where another type of file lies there, or a special file's mode or time differs
     */
    public void restore(Path path) throws IOException, HostException {
        var now = of(path);
        if (now.type != type) {
            throw new HostException(
                    path + " is a " + now.type + " and was a " + type,
                    "Put back the file that lay there, then try again");
        }
        if (now.uid != uid) {
            Files.setAttribute(path, "unix:uid", (int) uid, LinkOption.NOFOLLOW_LINKS);
        }
        if (now.gid != gid) {
            Files.setAttribute(path, "unix:gid", (int) gid, LinkOption.NOFOLLOW_LINKS);
        }
        // A new owner takes the setuid bits away, so the mode comes after it; links have none of their own.
        var changed = of(path);
        if (type == Type.FILE || type == Type.DIRECTORY) {
            restoreModeAndTime(path, changed);
        } else if (type == Type.LINK) {
            if (!changed.modified.equals(modified)) {
                setTime(path);
            }
        } else if (changed.mode != mode || !changed.modified.equals(modified)) {
            // Java would open it to do that, and opening a FIFO waits for a writer.
            throw new HostException(
                    path + " is a " + type + ", whose mode and time cannot be restored",
                    "Set mode " + Integer.toOctalString(mode) + " and time " + modified + " by hand");
        }
    }

    /** In what these states differ, each as {@code owner 0 -> 1000}; sizes and times of directories' bytes aside. */
    public List<String> differences(FileState other) {
        if (type != other.type) {
            return List.of("type " + type + " -> " + other.type);
        }
        var found = new ArrayList<String>();
        if (uid != other.uid) {
            found.add("owner " + uid + " -> " + other.uid);
        }
        if (gid != other.gid) {
            found.add("group " + gid + " -> " + other.gid);
        }
        if (mode != other.mode) {
            found.add("mode " + Integer.toOctalString(mode) + " -> " + Integer.toOctalString(other.mode));
        }
        if (type == Type.FILE && size != other.size) {
            found.add("size " + size + " -> " + other.size);
        }
        if (!modified.equals(other.modified)) {
            found.add("time " + modified + " -> " + other.modified);
        }
        if (!linkTarget.equals(other.linkTarget)) {
            found.add("link to " + linkTarget.orElse(Path.of("")) + " -> " + other.linkTarget.orElse(Path.of("")));
        }
        return found;
    }

    private void restoreModeAndTime(Path path, FileState now) throws IOException {
        if (now.mode != mode) {
            Files.setAttribute(path, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
        }
        if (!now.modified.equals(modified)) {
            setTime(path);
        }
    }

    private void setTime(Path path) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(FileTime.from(modified), null, null);
    }
}
