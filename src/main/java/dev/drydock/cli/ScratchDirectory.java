package dev.drydock.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * A directory for the temporary files of one run, removed with all that is in it when the run ends. A file beside it is
 * locked as long as the run lives, so that the next one can tell what a killed run has left, and remove it.
 */
final class ScratchDirectory implements AutoCloseable {

    private static final String PREFIX = "run-";
    private static final String LOCK = ".lock";

    private final Path directory;
    private final Path lockFile;
    private final FileChannel lock;

    private ScratchDirectory(Path directory, Path lockFile, FileChannel lock) {
        this.directory = directory;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Makes one in {@code work}, which is made too where it is missing. */
    static ScratchDirectory in(Path work) throws IOException {
        var forOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(work, forOwner);
        removeAbandoned(work);
        var name = PREFIX + HexFormat.of().toHexDigits(new SecureRandom().nextLong());
        var lockFile = work.resolve(name + LOCK);
        var lock = FileChannel.open(
                lockFile,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            if (lock.tryLock() == null) {
                throw new IOException("Another run took the place of this one in " + work);
            }
            return new ScratchDirectory(Files.createDirectory(work.resolve(name), forOwner), lockFile, lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static void removeAbandoned(Path work) throws IOException {
        try (var locks = Files.newDirectoryStream(work, PREFIX + "*" + LOCK)) {
            for (var lockFile : locks) {
                removeIfAbandoned(lockFile);
            }
        }
    }

    private static void removeIfAbandoned(Path lockFile) {
        try (var lock = FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (lock.tryLock() != null) {
                var path = lockFile.toString();
                remove(Path.of(path.substring(0, path.length() - LOCK.length())));
                Files.deleteIfExists(lockFile);
            }
        } catch (OverlappingFileLockException | IOException e) {
            // Of another run of this process, or gone in this moment, or not ours: it stays.
        }
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var entries = Files.newDirectoryStream(directory)) {
            for (var entry : entries) {
                remove(entry);
                Files.deleteIfExists(entry);
            }
        }
        Files.deleteIfExists(directory);
    }

    Path path() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            remove(directory);
            Files.deleteIfExists(lockFile);
        }
    }
}
