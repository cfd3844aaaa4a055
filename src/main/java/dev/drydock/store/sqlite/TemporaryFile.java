package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.ScratchDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The file that a new store is written to before it gets its final name: a hidden one beside it, so that the last step
 * is a rename.
 *
 * <p>Readable by its owner alone, unless an empty file waits under the final name, which hands on owner, group and mode.
 */
final class TemporaryFile {

    private static final String MARK = ".drydock-";
    private static final String SORTING = "-sorting";

    /** Files of this process: to open one of them again and close it would lose the locks on it. */
    private static final Set<Path> OWN = new HashSet<>();

    private final Path target;
    private final Path path;

    private TemporaryFile(Path target, Path path) {
        this.target = target;
        this.path = path;
    }

    /**
     * Makes the file, after those of processes that were killed over the same target are removed.
     *
     * @param target the final name, absolute
     */
    static TemporaryFile create(Path target) throws StoreException {
        synchronized (OWN) {
            try {
                removeAbandoned(target);
                var random =
                        HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
                var path = target.resolveSibling("." + target.getFileName() + MARK + random);
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                OWN.add(path);
                return new TemporaryFile(target, path);
            } catch (NoSuchFileException e) {
                throw new StoreException(
                        "The directory " + target.getParent() + " of the new store does not exist", "Make it first", e);
            } catch (IOException e) {
                throw SqliteFailure.of("Cannot make the new store " + target, e);
            }
        }
    }

    /** SQLite keeps the file locked while it is being written, so one that can be locked has no writer any more. */
    private static void removeAbandoned(Path target) throws IOException {
        var prefix = "." + target.getFileName() + MARK;
        try (var files = Files.newDirectoryStream(
                target.getParent(), file -> file.getFileName().toString().startsWith(prefix))) {
            for (var file : files) {
                var random = file.getFileName().toString().substring(prefix.length());
                if (random.matches("[0-9a-f]{16}")
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && !OWN.contains(file)
                        && isAbandoned(file)) {
                    remove(file);
                }
            }
        }
    }

    private static boolean isAbandoned(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return channel.tryLock(StoreLock.FROM, StoreLock.COUNT, false) != null;
        }
    }

    Path path() {
        return path;
    }

    /** A directory of ours for what is being sorted, made when first asked for. */
    Path sortingDirectory() throws IOException {
        var directory = StoreFile.beside(path, SORTING);
        if (Files.notExists(directory)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return directory;
    }

    /** Brings the file to disk and gives it its final name; by now no descriptor of it may be open. */
    void takeOver() throws StoreException {
        try {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                requireStillBlank();
                for (var attribute : List.of("unix:uid", "unix:gid", "unix:mode")) {
                    var wanted = Files.getAttribute(target, attribute, LinkOption.NOFOLLOW_LINKS);
                    if (!wanted.equals(Files.getAttribute(path, attribute))) {
                        Files.setAttribute(path, attribute, wanted);
                    }
                }
            }
            try (var channel = FileChannel.open(path, StandardOpenOption.WRITE);
                    var lock = channel.tryLock(StoreLock.FROM, StoreLock.COUNT, false)) {
                channel.force(true);
                Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            }
            try (var directory = FileChannel.open(target.getParent())) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw SqliteFailure.of("Cannot finish the new store " + target, e);
        }
    }

    private void requireStillBlank() throws IOException, StoreException {
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                || Files.size(target) > 0
                || new StoreFile(target).hasUnfinishedWork()) {
            throw new StoreException(
                    "Something has been written to " + target + " while the new store was made",
                    "Find out which program did, then start again");
        }
    }

    /**
     * Removes the file, if it has not got its final name, and what was put beside it.
     *
     * @param failure what went wrong before; a failure to remove is joined to it
     * @return {@code failure}, else what went wrong now, else null
     */
    @Nullable
    StoreException remove(@Nullable StoreException failure) {
        synchronized (OWN) {
            OWN.remove(path);
            try {
                remove(path);
                return failure;
            } catch (IOException e) {
                var left = SqliteFailure.of("Cannot remove the unfinished " + path, e);
                if (failure == null) {
                    return left;
                }
                failure.addSuppressed(left);
                return failure;
            }
        }
    }

    private static void remove(Path path) throws IOException {
        for (var suffix : List.of("-journal", "-wal", "-shm")) {
            Files.deleteIfExists(StoreFile.beside(path, suffix));
        }
        ScratchDirectory.remove(StoreFile.beside(path, SORTING));
        Files.deleteIfExists(path);
    }
}
