package dev.drydock.host;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** What is done to files: all of it names what it could not do, follows no link, and is on disk when it returns. */
public final class HostFiles {

    private static final String UNCHANGED = "Nothing was changed; remove the cause and try again";

    private HostFiles() {}

    /**
     * Gives a file or directory another name on the same file system, in one step: it has the one name or the other,
     * whenever the machine stops.
     *
     * @throws HostException where nothing is there, something has the new name, a mount is in the way, or the system
     *     refuses; nothing was changed then
     */
    public static void rename(Path from, Path to) throws HostException {
        var problem = from + " cannot be renamed to " + to + ": ";
        if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            throw new HostException(problem + "it does not exist", UNCHANGED);
        }
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new HostException(problem + "that name is taken", "Move what has that name away, then try again");
        }
        if (Mounts.read().isMountPoint(from)) {
            throw new HostException(
                    problem + "it is a mount point", "Rename a directory on that mount, not the mount itself");
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            sync(requireNonNull(to.toAbsolutePath().getParent()));
            sync(requireNonNull(from.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw new HostException(problem + FileTrouble.inWords(e), UNCHANGED, e);
        }
    }

    /** Whether a rename from the one directory into the other can work: one device and one mount. */
    public static boolean areOnOneFileSystem(Path one, Path other) throws HostException {
        try {
            var mounts = Mounts.read();
            return device(one).equals(device(other))
                    && mounts.of(one.toRealPath())
                            .point()
                            .equals(mounts.of(other.toRealPath()).point());
        } catch (IOException e) {
            throw new HostException(
                    "It cannot be seen on which file systems " + one + " and " + other + " lie: "
                            + FileTrouble.inWords(e),
                    "Check both paths",
                    e);
        }
    }

    /** Brings a file, or the names in a directory, to disk. */
    public static void sync(Path path) throws HostException {
        // Linux opens directories for reading, and syncs what was opened so.
        try (var channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            channel.force(true);
        } catch (IOException e) {
            throw new HostException(
                    path + " cannot be brought to disk: " + FileTrouble.inWords(e),
                    "Check the disk before going on",
                    e);
        }
    }

    /** Brings all files and directories below a directory, and itself, to disk; links and special files have nothing. */
    public static void syncTree(Path root) throws HostException {
        try (var paths = Files.walk(root)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    sync(path);
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new HostException(root + " cannot be brought to disk: " + e.getMessage(), "Check the disk", e);
        }
    }

    /**
     * Makes a directory that nobody but its owner has ever been able to enter.
     *
     * @param mode such as 0700
     * @param trusted others, besides the owner, who may be able to write in the directories above
     * @throws HostException where something is there already, the way there is not safe, or only root could do it
     */
    public static void createDirectory(Path directory, Account owner, int mode, Account... trusted)
            throws HostException {
        SafePath.forWriting(
                directory, Stream.concat(Stream.of(owner), Stream.of(trusted)).toArray(Account[]::new));
        try {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            own(directory, owner, mode);
            sync(directory);
            sync(requireNonNull(directory.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw new HostException(
                    "The directory " + directory + " cannot be made: " + FileTrouble.inWords(e),
                    "Make room there, or name another place",
                    e);
        }
    }

    /** Gives one file or directory, not a link, an owner and a mode. */
    public static void own(Path path, Account owner, int mode) throws HostException {
        try {
            var now = FileState.of(path);
            new FileState(now.type(), owner.uid(), owner.gid(), mode, now.size(), now.modified(), now.linkTarget())
                    .restore(path);
        } catch (IOException e) {
            throw new HostException(
                    path + " cannot be given to " + owner.user() + " with mode " + Integer.toOctalString(mode) + ": "
                            + FileTrouble.inWords(e),
                    "Only root can give files away, on file systems that know owners",
                    e);
        }
    }

    /**
     * Writes a small file as a whole: under another name first, which then takes the place of the old file in one step.
     * A link that lies there is replaced, not followed.
     *
     * @param trusted others, besides the owner, who may be able to write in the directories above
     */
    public static void write(Path file, byte[] content, Account owner, int mode, Account... trusted)
            throws HostException {
        SafePath.forWriting(
                requireNonNull(file.getParent()),
                Stream.concat(Stream.of(owner), Stream.of(trusted)).toArray(Account[]::new));
        WholeFile.write(file, content, owner, mode);
    }

    /**
     * Deletes a directory with all that is in it, or a file; nothing happens where nothing is there. Links are deleted,
     * not followed, and no other file system is entered.
     *
     * @return how many files and directories there were
     * @throws HostException where something is mounted there; nothing was deleted then, or where the system refuses
     */
    public static long deleteTree(Path path) throws HostException {
        return TreeDeletion.delete(path);
    }

    private static Object device(Path path) throws IOException {
        return Files.getAttribute(path, "unix:dev");
    }
}
