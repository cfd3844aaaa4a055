package dev.drydock.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;

/** Deletes directories with all that is in them, through open directories: a link planted meanwhile is not followed. */
final class TreeDeletion {

    private static final int DEEPEST = 500;

    private final Path root;
    private final String device;
    private long deleted;

    private TreeDeletion(Path root, String device) {
        this.root = root;
        this.device = device;
    }

    /** Deletes what lies there, if anything does; how many files and directories that was. */
    static long delete(Path path) throws HostException {
        if (path.getNameCount() < 2 || !path.isAbsolute() || !path.equals(path.normalize())) {
            throw new HostException(path + " is not deleted", "Name an absolute path below a directory of the root");
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        var mounts = Mounts.read();
        if (mounts.isMountPoint(path) || !mounts.below(path).isEmpty()) {
            var points = mounts.isMountPoint(path)
                    ? path.toString()
                    : mounts.below(path).get(0).point().toString();
            throw new HostException(
                    path + " is not deleted, for something is mounted at " + points, "Unmount it first");
        }
        var name = Objects.requireNonNull(path.getFileName());
        try (var parent = DirectoryHandle.open(Objects.requireNonNull(path.getParent()))) {
            var deletion = new TreeDeletion(path, parent.device());
            deletion.delete(parent, name, 0);
            HostFiles.sync(Objects.requireNonNull(path.getParent()));
            return deletion.deleted;
        } catch (IOException e) {
            throw new HostException(
                    path + " cannot be deleted: " + FileTrouble.inWords(e),
                    "What is left of it lies where it lay; remove the cause and try again",
                    e);
        }
    }

    private void delete(DirectoryHandle directory, Path name, int depth) throws IOException, HostException {
        var attributes = directory.view(name).readAttributes();
        if (!attributes.isDirectory()) {
            directory.stream().deleteFile(name);
            deleted++;
            return;
        }
        if (!DirectoryHandle.device(attributes).equals(device)) {
            throw new HostException(
                    "The directory " + name + " in " + root + " lies on another file system",
                    "Take that file system away first, or delete it by hand");
        }
        if (depth > DEEPEST) {
            throw new HostException(
                    root + " has more than " + DEEPEST + " directories within each other", "Delete it by hand");
        }
        try (var inner = directory.child(name)) {
            var names = new ArrayList<Path>();
            for (var each : inner.stream()) {
                names.add(Objects.requireNonNull(each.getFileName()));
            }
            for (var each : names) {
                delete(inner, each, depth + 1);
            }
        }
        directory.stream().deleteDirectory(name);
        deleted++;
    }
}
