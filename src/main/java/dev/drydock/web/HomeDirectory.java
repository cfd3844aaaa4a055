package dev.drydock.web;

import dev.drydock.host.HostException;
import dev.drydock.host.SafePath;
import dev.drydock.store.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** The directory that the console keeps its state in. */
public final class HomeDirectory {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** What the console makes in it; links in their place would lead its writing elsewhere. */
    private static final List<String> OWN = List.of(
            "upgrades",
            "locks",
            "work",
            "tomcat",
            "native",
            "token",
            "console.lock",
            ConsoleAddress.FILE,
            "journal.sqlite3",
            "events.sqlite3");

    private HomeDirectory() {}

    /** Where the state lies unless told otherwise. */
    public static Path standard() {
        return StateDirectory.standard();
    }

    /**
     * Makes the directory where it is missing, closed to everybody but its owner from its first moment.
     *
     * @throws IOException where it cannot be made, or somebody else can lead what is written there elsewhere
     */
    static void prepare(Path home) throws IOException {
        try {
            SafePath.forWriting(home);
            for (var name : OWN) {
                if (Files.isSymbolicLink(home.resolve(name))) {
                    throw new HostException(
                            home.resolve(name) + " is a link",
                            "Remove it; nothing of the console's is reached by links");
                }
            }
        } catch (HostException e) {
            throw new IOException(
                    "The state directory %s cannot be used: %s. %s, or name another with --home."
                            .formatted(home, e.problem(), e.nextStep()),
                    e);
        }
        if (Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            var parent = home.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(home, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (IOException e) {
            throw new IOException(
                    "The state directory %s cannot be made (%s); name another with --home.".formatted(home, e), e);
        }
    }
}
