package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** The place a new store is to take: free, or an empty directory whose mode and owner the store inherits. */
final class Blank {

    private Blank() {}

    /** The real place that {@code path} names, absolute; refused when something is there. */
    static Path require(Path path, String name) throws IOException, StoreException {
        var target = path.toAbsolutePath().normalize();
        if (!DirectoryTree.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
                throw refused(name, "the directory it shall lie in does not exist", "Create that directory first");
            }
            return target;
        }
        if (!Files.isDirectory(target)) {
            throw refused(name, "there is something else than a directory", "Choose a path that does not exist yet");
        }
        var real = target.toRealPath();
        if (!DirectoryTree.isEmpty(real)) {
            throw refused(name, "the directory is not empty", "Choose a path that does not exist yet");
        }
        if (real.getParent() == null || !device(real).equals(device(real.getParent()))) {
            throw refused(
                    name,
                    "the directory is the root of a file system, and a store cannot take its place in one step",
                    "Choose a path below it");
        }
        return real;
    }

    /** The directory that {@code target}, as returned by {@link #require}, lies in. */
    static Path parent(Path target) {
        var parent = target.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(target + " has no parent");
        }
        return parent;
    }

    /**
     * Gives {@code directory} the mode of the empty directory {@code target}, and, where we are root, to it and all
     * below it the owner and group of {@code target}. Where there is no target, mode 750 and the owner as it is.
     */
    static void copyModeAndOwner(Path target, Path directory) throws IOException {
        if (!Files.exists(target)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
            return;
        }
        var wanted = Files.readAttributes(target, PosixFileAttributes.class);
        var weAreRoot = Files.getAttribute(directory, "unix:uid").equals(0);
        if (weAreRoot) {
            DirectoryTree.give(directory, (Integer) Files.getAttribute(target, "unix:uid"), (Integer)
                    Files.getAttribute(target, "unix:gid"));
        }
        Files.setPosixFilePermissions(directory, wanted.permissions());
        DirectoryTree.syncEntry(directory);
    }

    private static Object device(Path path) throws IOException {
        return Files.getAttribute(path, "unix:dev");
    }

    private static StoreException refused(String name, String reason, String nextStep) {
        return new StoreException("The store " + name + " cannot be created: " + reason, nextStep);
    }
}
