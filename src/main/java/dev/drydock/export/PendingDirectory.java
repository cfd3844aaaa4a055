package dev.drydock.export;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A directory being filled beside its final place, for its owner only. {@link #publish()} gives it its name once all is
 * on disk; closed without that, it is gone again.
 */
final class PendingDirectory implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path target;
    private final Path path;
    private boolean published;

    private PendingDirectory(Path target, Path path) {
        this.target = target;
        this.path = path;
    }

    /** Begins a directory; refuses a target that is there, unless it is an empty directory. */
    static PendingDirectory begin(Path target) throws StoreException {
        var absolute = target.toAbsolutePath().normalize();
        var parent = absolute.getParent();
        var name = absolute.getFileName();
        if (parent == null || name == null) {
            throw new StoreException("An export cannot be written to " + target, "Name a new directory");
        }
        requireBlank(absolute);
        var random = new byte[6];
        RANDOM.nextBytes(random);
        var path = parent.resolve("." + name + ".drydock-" + HexFormat.of().formatHex(random));
        try {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new StoreException(
                    "Directory " + path + " cannot be created: " + ExportFileInput.reason(e),
                    "Check that " + parent + " exists and that this account may write there",
                    e);
        }
        return new PendingDirectory(absolute, path);
    }

    private static void requireBlank(Path target) throws StoreException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException(
                    "Export directory " + target + " is there already, and is not a directory",
                    "Name another directory");
        }
        try (var entries = Files.newDirectoryStream(target)) {
            if (entries.iterator().hasNext()) {
                throw new StoreException(
                        "Export directory " + target + " is not empty", "Name a new directory, or empty this one");
            }
        } catch (IOException e) {
            throw new StoreException(
                    "Export directory " + target + " cannot be read: " + ExportFileInput.reason(e),
                    "Check that this account may read it",
                    e);
        }
    }

    /** Where to write. */
    Path path() {
        return path;
    }

    Path target() {
        return target;
    }

    /** Gives the directory its final name, for good. Its files must be on disk already. */
    void publish() throws IOException {
        sync(path);
        // Takes the place of an empty directory, and fails on anything that came there in the meantime.
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        published = true;
        var parent = target.getParent();
        if (parent != null) {
            sync(parent);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes the directory unless it has been published; it never holds more than files. */
    @Override
    public void close() throws IOException {
        if (published || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var entries = Files.newDirectoryStream(path)) {
            for (var entry : entries) {
                Files.delete(entry);
            }
        }
        Files.delete(path);
    }
}
