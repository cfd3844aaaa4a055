package dev.drydock.store.rocksdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A directory with all that is below it. Symbolic links are never followed. */
final class DirectoryTree {

    private DirectoryTree() {}

    /** Unlike {@link Files#exists}, does not take what may not be looked at for missing. */
    static boolean exists(Path path, LinkOption... options) throws IOException {
        try {
            Files.readAttributes(path, BasicFileAttributes.class, options);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    static boolean isEmpty(Path directory) throws IOException {
        try (var files = Files.newDirectoryStream(directory)) {
            return !files.iterator().hasNext();
        }
    }

    /** Deletes it; nothing there is fine. */
    static void delete(Path directory) throws IOException {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            if (exists(directory)) {
                throw e;
            }
        }
    }

    /** Makes every file and directory of it durable. */
    static void sync(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    syncEntry(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                syncEntry(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Makes one file durable, or the names in one directory. */
    static void syncEntry(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Whether a file has a second name, so that what is done to it is done to a file of another store. */
    static boolean isShared(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
    }

    /** Gives a directory to an account, with all in it that is of no other store; for root. */
    static void give(Path directory, int uid, int gid) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (!isShared(file)) {
                    Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }
}
