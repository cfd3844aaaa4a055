package dev.drydock.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * Paths that may be written to, or believed. Root follows no link where it writes: whoever may write into a directory on
 * the way could lead it elsewhere.
 */
public final class SafePath {

    private static final int STICKY = 01000;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;

    private SafePath() {}

    /**
     * A path below {@code root} that a name from outside leads to.
     *
     * @throws HostException where it is absolute, empty, or has {@code ..} in it
     */
    public static Path resolve(Path root, String relative) throws HostException {
        if (relative.isEmpty() || relative.indexOf('\0') >= 0 || relative.startsWith("/")) {
            throw refused(relative, root);
        }
        var path = Path.of(relative);
        for (var name : path) {
            if (name.toString().equals("..")) {
                throw refused(relative, root);
            }
        }
        var resolved = root.resolve(path).normalize();
        if (!resolved.startsWith(root.normalize()) || resolved.equals(root.normalize())) {
            throw refused(relative, root);
        }
        return resolved;
    }

    /**
     * Checks every directory on the way to a file, and the file itself where it exists: none is a link, none belongs to
     * anybody but root, this process or {@code trusted}, and none may be written by everybody unless it is sticky.
     *
     * @param trusted accounts whose directories the way may lead through, such as that of the mail server
     * @return the path, absolute and normal
     * @throws HostException naming the directory that is not to be trusted
     */
    public static Path forWriting(Path path, Account... trusted) throws HostException {
        return check(path, OTHERS_WRITE, trusted);
    }

    /**
     * Checks in the same way a file whose content is to be believed, such as one that names programs to start: here
     * nobody of a group may write either.
     */
    public static Path forBelieving(Path path) throws HostException {
        return check(path, GROUP_WRITES | OTHERS_WRITE);
    }

    private static Path check(Path path, int writers, Account... trusted) throws HostException {
        if (!path.isAbsolute()) {
            throw new HostException(path + " is a relative path", "Give an absolute path");
        }
        for (var name : path) {
            if (name.toString().equals("..")) {
                throw new HostException(path + " has .. in it", "Give the path without it");
            }
        }
        var normal = path.normalize();
        var owners = LongStream.concat(
                        LongStream.of(0, NameService.currentUid()),
                        Arrays.stream(trusted).mapToLong(Account::uid))
                .toArray();
        var current = Objects.requireNonNull(normal.getRoot());
        checkOne(current, owners, writers);
        for (var name : normal) {
            current = current.resolve(name);
            if (!checkOne(current, owners, writers)) {
                break;
            }
        }
        return normal;
    }

    /** Whether it exists, so that there may be more below it. */
    private static boolean checkOne(Path path, long[] owners, int writers) throws HostException {
        FileState state;
        try {
            var found = FileState.find(path);
            if (found.isEmpty()) {
                return false;
            }
            state = found.get();
        } catch (IOException e) {
            throw new HostException("It cannot be seen who owns " + path, "Let this account read it", e);
        }
        if (state.type() == FileState.Type.LINK) {
            throw new HostException(
                    path + " is a link to " + state.linkTarget().orElse(path),
                    "Name the place it leads to instead, if that is meant; links are not followed here");
        }
        if (Arrays.stream(owners).noneMatch(owner -> owner == state.uid())) {
            throw new HostException(
                    path + " belongs to user " + state.uid() + ", who can replace what lies there",
                    "Use a place that belongs to root all the way up, or to this account");
        }
        var isStickyDirectory = state.type() == FileState.Type.DIRECTORY && (state.mode() & STICKY) != 0;
        if ((state.mode() & writers) != 0 && !isStickyDirectory) {
            throw new HostException(
                    path + " may be written by others (mode " + Integer.toOctalString(state.mode()) + ")",
                    "Take that right away with chmod "
                            + (writers == OTHERS_WRITE ? "o-w" : "go-w")
                            + ", or use another place");
        }
        return true;
    }

    private static HostException refused(String relative, Path root) {
        return new HostException("\"" + relative + "\" leads out of " + root, "Name a file below " + root);
    }
}
