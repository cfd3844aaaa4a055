package dev.drydock.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A directory of ours for temporary files, closed to all others, and removed with all that is in it by {@link #close()}.
 *
 * <p>Beside each lies a lock file that its owner keeps locked; one that can be locked belongs to a process that was
 * killed, and its directory is removed by whoever comes next.
 */
public final class ScratchDirectory implements AutoCloseable {

    private static final String LOCK_SUFFIX = ".lock";

    /** Lock files of this process: to open one of them again and close it would lose its lock. */
    private static final Set<Path> OWN = new HashSet<>();

    private final Path directory;
    private final Path lockFile;
    private final FileChannel lock;

    private ScratchDirectory(Path directory, Path lockFile, FileChannel lock) {
        this.directory = directory;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Makes one below {@code work}, which is made too, after those whose owner is gone are removed.
     *
     * @param purpose begins its name, and tells whose leftovers are whose
     */
    public static ScratchDirectory in(Path work, String purpose) throws IOException {
        var own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        synchronized (OWN) {
            Files.createDirectories(work, own);
            var real = work.toRealPath();
            removeAbandoned(real, purpose + "-");
            while (true) {
                var name = purpose + "-"
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
                var lockFile = real.resolve(name + LOCK_SUFFIX);
                var lock = lock(lockFile);
                if (lock != null) {
                    OWN.add(lockFile);
                    var scratch = new ScratchDirectory(real.resolve(name), lockFile, lock);
                    Files.createDirectory(scratch.directory, own);
                    return scratch;
                }
            }
        }
    }

    /** Null if somebody took it for abandoned in the moment before it was locked. */
    private static @Nullable FileChannel lock(Path lockFile) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    lockFile,
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            return null;
        }
        if (channel.tryLock() == null || Files.notExists(lockFile)) {
            channel.close();
            return null;
        }
        return channel;
    }

    private static void removeAbandoned(Path work, String prefix) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(work, prefix + "*" + LOCK_SUFFIX)) {
            for (var lockFile : locks) {
                if (!OWN.contains(lockFile)) {
                    removeIfAbandoned(lockFile);
                }
            }
        }
    }

    private static void removeIfAbandoned(Path lockFile) throws IOException {
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.tryLock() != null) {
                var name = lockFile.getFileName().toString();
                remove(lockFile.resolveSibling(name.substring(0, name.length() - LOCK_SUFFIX.length())));
                Files.deleteIfExists(lockFile);
            }
        } catch (NoSuchFileException e) {
            // Its owner has come to its end in this moment.
        }
    }

    /** Removes a directory of ours with all that is in it, if it is there; links in it are removed, not followed. */
    public static void remove(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (var entry : entries) {
                remove(entry);
                Files.deleteIfExists(entry);
            }
        }
        Files.deleteIfExists(directory);
    }

    public Path path() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        synchronized (OWN) {
            try {
                remove(directory);
                Files.deleteIfExists(lockFile);
            } finally {
                OWN.remove(lockFile);
                lock.close();
            }
        }
    }
}
