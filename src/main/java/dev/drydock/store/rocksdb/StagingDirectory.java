package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a new store grows, beside its final place and under another name: {@code .NAME.drydock-} and 16 hexadecimal
 * digits. The last step, one rename, makes it the store.
 *
 * <p>While it grows, its {@code LOCK} file, the same that RocksDB uses, is locked. A directory of such a name whose lock
 * nobody holds was left by a run that was killed: the next run on the same target removes it. One without that file,
 * and not empty, is nothing that we make, so it is reported instead.
 */
final class StagingDirectory implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LOCK = "LOCK";

    private final Path target;
    private final Path directory;
    private final String name;
    private final FileChannel lockFile;
    private @Nullable FileLock lock;
    private boolean committed;

    private StagingDirectory(Path target, Path directory, String name) throws IOException, StoreException {
        this.target = target;
        this.directory = directory;
        this.name = name;
        this.lockFile =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock();
    }

    /** @throws StoreException when the target is not blank, or the directory cannot be made */
    static StagingDirectory beside(Path path, String name) throws StoreException {
        try {
            var target = Blank.require(path, name);
            var parent = Blank.parent(target);
            var prefix = "." + target.getFileName() + ".drydock-";
            removeLeftovers(parent, prefix, name);
            var directory = parent.resolve(prefix + HexFormat.of().toHexDigits(RANDOM.nextLong()));
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try {
                return new StagingDirectory(target, directory, name);
            } catch (IOException | StoreException | RuntimeException e) {
                DirectoryTree.delete(directory);
                throw e;
            }
        } catch (IOException e) {
            throw RocksDbFailure.of(name, "cannot be created", e);
        }
    }

    Path path() {
        return directory;
    }

    /**
     * Puts all files on disk and gives the store its final name, mode and, for root, owner. The database in it must be
     * closed.
     */
    void commit() throws StoreException {
        try {
            DirectoryTree.sync(directory);
            // The database and the line above closed the lock file, which releases every lock of this process on it.
            lock();
            Blank.require(target, name);
            Blank.copyModeAndOwner(target, directory);
            Files.move(directory, target, StandardCopyOption.ATOMIC_MOVE);
            committed = true;
            DirectoryTree.syncEntry(Blank.parent(target));
        } catch (IOException e) {
            throw RocksDbFailure.of(name, "cannot be given its final name", e);
        }
    }

    /** Deletes the directory, unless it has become the store. */
    @Override
    public void close() throws StoreException {
        try {
            if (!committed) {
                DirectoryTree.delete(directory);
            }
            lockFile.close();
        } catch (IOException e) {
            throw RocksDbFailure.of(name, "could not be cleaned up after", e);
        }
    }

    private void lock() throws IOException, StoreException {
        if (lock != null) {
            lock.release();
        }
        lock = lockFile.tryLock();
        if (lock == null) {
            throw inUse(directory, name);
        }
    }

    private static void removeLeftovers(Path parent, String prefix, String name) throws IOException, StoreException {
        var pattern = Pattern.compile(Pattern.quote(prefix) + "[0-9a-f]{16}");
        try (var siblings = Files.newDirectoryStream(
                parent, path -> pattern.matcher(path.getFileName().toString()).matches())) {
            for (var sibling : siblings) {
                if (Files.isDirectory(sibling, LinkOption.NOFOLLOW_LINKS)) {
                    removeLeftover(sibling, name);
                }
            }
        }
    }

    private static void removeLeftover(Path leftover, String name) throws IOException, StoreException {
        var file = leftover.resolve(LOCK);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            if (DirectoryTree.isEmpty(leftover)) {
                Files.delete(leftover);
                return;
            }
            throw new StoreException(
                    "The store " + name + " cannot be created: " + leftover
                            + " looks like the leftover of an earlier run, but is none",
                    "Move it away");
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var held = channel.tryLock()) {
            if (held == null) {
                throw inUse(leftover, name);
            }
            DirectoryTree.delete(leftover);
        } catch (OverlappingFileLockException e) {
            throw inUse(leftover, name);
        }
    }

    private static StoreException inUse(Path directory, String name) {
        return new StoreInUseException(
                "The store " + name + " is being written by another run, in " + directory,
                "Wait until it has ended, or end it");
    }
}
