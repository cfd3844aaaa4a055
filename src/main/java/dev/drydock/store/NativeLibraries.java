package dev.drydock.store;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory that the native libraries of the database clients are unpacked in before they are loaded. Never the
 * temporary directory of the system: it may be mounted noexec, and everyone can write to it.
 *
 * <p>Each adapter loads its own library from here when it is first used; nobody else has to do anything.
 */
public final class NativeLibraries {

    private static final String KEPT = "drydock.libraries";

    private static volatile @Nullable Path chosen;

    private NativeLibraries() {}

    /**
     * Chooses the directory, in place of {@code native} under the home. To be called before the first store is opened:
     * a library that is loaded stays where it is.
     */
    public static void unpackUnder(Path directory) {
        chosen = directory.toAbsolutePath().normalize();
    }

    /**
     * The directory, existing, ours, and closed to others.
     *
     * @throws StoreException if it cannot be created, is a symbolic link, belongs to somebody else, or others may
     *     write to it
     */
    public static Path directory() throws StoreException {
        var directory = chosen;
        if (directory == null) {
            directory = StateDirectory.standard().resolve("native").toAbsolutePath();
        }
        prepare(directory);
        return directory;
    }

    /**
     * The options of a Java that is to load its libraries from a directory instead of unpacking them, as far as they are
     * {@linkplain FileStoreDriver#keepLibrary kept} there.
     */
    public static List<String> optionsToLoadFrom(Path directory) {
        // RocksDB's loader looks there by itself.
        return List.of("-Djava.library.path=" + directory, "-D" + KEPT + "=" + directory);
    }

    /** Where this process was told to look for libraries before it unpacks any. */
    public static Optional<Path> kept() {
        return Optional.ofNullable(System.getProperty(KEPT)).map(Path::of);
    }

    /**
     * Unpacks a library into a directory that it is to be loaded from later.
     *
     * @param library its name for people
     * @param resource where it lies among the classes of {@code neighbour}'s jar
     */
    public static void keep(Path directory, String library, Class<?> neighbour, String resource) throws StoreException {
        var name = Path.of(resource).getFileName().toString();
        try (var in = neighbour.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new StoreException(
                        "There is no native library of " + library + " for this machine, " + resource,
                        "Run Drydock on Linux, on x86_64 or aarch64");
            }
            Files.createDirectories(directory);
            Files.copy(in, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException(
                    "The native library of " + library + " cannot be unpacked in " + directory + ": " + e.getMessage(),
                    ANOTHER,
                    e);
        }
    }

    /** Makes the directory where it is missing, and looks whether it is ours alone. */
    static void prepare(Path directory) throws StoreException {
        try {
            if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            requireOurs(directory);
        } catch (IOException e) {
            throw new StoreException(
                    "The directory for native libraries, " + directory + ", cannot be created: " + e, ANOTHER, e);
        }
    }

    /**
     * What to tell when a library could not be loaded.
     *
     * @param library its name for people, such as {@code RocksDB}
     * @param directory where it was unpacked
     * @param room bytes that it takes, unpacked
     */
    public static StoreException loadingFailed(String library, Path directory, long room, Throwable cause) {
        if (MountOptions.of(directory).contains("noexec")) {
            return new StoreException(
                    "The native library of " + library + " cannot be loaded from " + directory
                            + ", because that file system is mounted noexec",
                    ANOTHER,
                    cause);
        }
        if (isFull(directory, room)) {
            return new StoreException(
                    "The native library of " + library + " cannot be unpacked in " + directory
                            + ": no space left on its file system",
                    "Make room for " + room / 1_000_000 + " MB there; or c" + ANOTHER.substring(1),
                    cause);
        }
        return new StoreException(
                "The native library of " + library + " cannot be loaded from " + directory + ": " + cause.getMessage(),
                "See that there is room for 20 MB, and that this machine is one that " + library
                        + " has a library for; or c" + ANOTHER.substring(1),
                cause);
    }

    /** Libraries say so in a log at best, and then of something else that there is no library for this machine. */
    private static boolean isFull(Path directory, long room) {
        try {
            return Files.getFileStore(directory).getUsableSpace() < room;
        } catch (IOException e) {
            return false;
        }
    }

    private static final String ANOTHER =
            "Choose another directory with --home, or by the environment variable DRYDOCK_HOME";

    private static void requireOurs(Path directory) throws IOException, StoreException {
        var problem = whyNotOurs(directory);
        if (problem != null) {
            throw new StoreException(
                    "Native libraries are not unpacked in " + directory + ", because it " + problem, ANOTHER);
        }
    }

    private static @Nullable String whyNotOurs(Path directory) throws IOException {
        var attributes = Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            return "is a symbolic link";
        }
        if (!attributes.isDirectory()) {
            return "is not a directory";
        }
        var mode = attributes.permissions();
        if (mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
            return "can be written to by others (mode " + PosixFilePermissions.toString(mode) + ")";
        }
        if (!StateDirectory.uid(directory).equals(StateDirectory.ownUid())) {
            return "belongs to " + attributes.owner().getName();
        }
        return null;
    }
}
