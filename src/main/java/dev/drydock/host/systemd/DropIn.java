package dev.drydock.host.systemd;

import static java.util.Objects.requireNonNull;

import dev.drydock.host.Account;
import dev.drydock.host.Command;
import dev.drydock.host.DirectoryTimes;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file of Drydock in the directory for drop-ins of one unit. When the last one is taken away the directory goes too, if
 * it was made for them; that is written in each of them, for a console that was killed remembers nothing.
 */
final class DropIn {

    private static final Path UNITS = Path.of("/etc/systemd/system");
    private static final String HEADING = "# Written by Drydock, which takes it away again.\n";
    private static final String OWN_DIRECTORY = "# The directory was made for it.\n";
    private static final int FILE_MODE = 0644;
    private static final int DIRECTORY_MODE = 0755;

    private final Systemd systemd;
    private final Path file;

    /**
     * A drop-in that may or may not be there.
     *
     * @param name of the file, such as {@code 50-drydock-hold.conf}
     */
    DropIn(Systemd systemd, String unit, String name) {
        this.systemd = systemd;
        this.file = place(unit, name);
    }

    static Path place(String unit, String name) {
        return UNITS.resolve(unit + ".d").resolve(name);
    }

    /** The path by which systemd knows it. */
    Path path() {
        return file;
    }

    /** The text without its heading; empty where there is no such file. */
    Optional<String> read() throws HostException {
        var text = text(here());
        return text.map(it -> it.substring(headingOf(it).length()));
    }

    /** Writes it in one step, with its directory where there is none yet. */
    void write(String content) throws HostException, InterruptedException {
        var target = here();
        var directory = requireNonNull(target.getParent());
        try (var times = DirectoryTimes.keep(List.of(directory, requireNonNull(directory.getParent())))) {
            write(target, directory, content);
        }
    }

    private static void write(Path target, Path directory, String content) throws HostException, InterruptedException {
        var owner = Account.current();
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            var heading = isOwnDirectory(directory) ? HEADING + OWN_DIRECTORY : HEADING;
            HostFiles.write(target, bytes(heading + content), owner, FILE_MODE);
            return;
        }
        // The directory comes with the file in it, so that none is ever left of which nobody knows who has made it.
        var fresh = directory.resolveSibling("." + directory.getFileName() + ".drydock-new");
        HostFiles.deleteTree(fresh);
        HostFiles.createDirectory(fresh, owner, DIRECTORY_MODE);
        HostFiles.write(
                fresh.resolve(requireNonNull(target.getFileName())),
                bytes(HEADING + OWN_DIRECTORY + content),
                owner,
                FILE_MODE);
        HostFiles.rename(fresh, directory);
    }

    /** Takes it away, with its directory where that was made for it and holds nothing more. */
    void delete() throws HostException {
        var target = here();
        var directory = requireNonNull(target.getParent());
        try (var times = DirectoryTimes.keep(List.of(directory, requireNonNull(directory.getParent())))) {
            delete(target, directory);
        }
    }

    private static void delete(Path target, Path directory) throws HostException {
        HostFiles.deleteTree(directory.resolveSibling("." + directory.getFileName() + ".drydock-new"));
        var text = text(target);
        if (text.isEmpty()) {
            return;
        }
        if (!headingOf(text.get()).contains(OWN_DIRECTORY) || hasOthers(directory, target)) {
            HostFiles.deleteTree(target);
            HostFiles.sync(directory);
            return;
        }
        // Under a name that systemd does not look at, and that the next call clears away.
        var gone = directory.resolveSibling("." + directory.getFileName() + ".drydock-new");
        HostFiles.rename(directory, gone);
        HostFiles.deleteTree(gone);
        HostFiles.sync(requireNonNull(gone.getParent()));
    }

    /** Commands of a shell that write it; the directory that they make goes with the last file, see {@link #deleting}. */
    static List<String> writing(Path file, String content) {
        var lines = new ArrayList<String>();
        lines.add("mkdir -p " + quoted(file.getParent()));
        // Not by a document in the script, whose lines are indented with it.
        lines.add("printf '%s\\n' "
                + (HEADING + content).lines().map(Command::quoted).collect(Collectors.joining(" "))
                + " >" + quoted(file));
        lines.add("chmod 0644 " + quoted(file));
        return lines;
    }

    /** Commands of a shell that take it away, with its directory where nothing else is in it. */
    static List<String> deleting(Path file) {
        return List.of(
                "rm -f " + quoted(file),
                "[ ! -d " + quoted(file.getParent()) + " ] || rmdir " + quoted(file.getParent()) + " 2>/dev/null || :");
    }

    private static String quoted(@Nullable Path path) {
        return Command.quoted(String.valueOf(path));
    }

    private Path here() {
        return systemd.file(file);
    }

    /** Whether one of our files says so; it hands that on to those that come after it. */
    private static boolean isOwnDirectory(Path directory) throws HostException {
        try (var files = Files.newDirectoryStream(directory, "*drydock*.conf")) {
            for (var other : files) {
                if (headingOf(text(other).orElse("")).contains(OWN_DIRECTORY)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static boolean hasOthers(Path directory, Path file) throws HostException {
        try (var files = Files.list(directory)) {
            return files.anyMatch(other -> !other.equals(file));
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static Optional<String> text(Path file) throws HostException {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            if (FileState.of(file).type() != FileState.Type.FILE) {
                throw new HostException(file + " is no plain file", "Move it away; Drydock needs this name");
            }
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static HostException unreadable(Path path, IOException e) {
        return new HostException(path + " cannot be read: " + e.getMessage(), "Start the console as root", e);
    }

    private static String headingOf(String text) {
        if (text.startsWith(HEADING + OWN_DIRECTORY)) {
            return HEADING + OWN_DIRECTORY;
        }
        return text.startsWith(HEADING) ? HEADING : "";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
