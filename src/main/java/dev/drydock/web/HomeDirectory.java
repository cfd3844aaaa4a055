package dev.drydock.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The directory that the console keeps its state in. */
final class HomeDirectory {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private HomeDirectory() {}

    /** Where the state of this user lies by custom: root's with the machine's, anybody else's below their own home. */
    static Path standard() {
        return standard(System.getProperty("user.name"), Path.of(System.getProperty("user.home")), System.getenv());
    }

    static Path standard(@Nullable String user, Path userHome, Map<String, String> environment) {
        if ("root".equals(user)) {
            return Path.of("/var/lib/drydock");
        }
        var stateHome = environment.getOrDefault("XDG_STATE_HOME", "");
        var base = stateHome.isEmpty() ? userHome.resolve(".local/state") : Path.of(stateHome);
        return base.resolve("drydock");
    }

    /** Makes the directory where it is missing, closed to everybody but its owner from its first moment. */
    static void prepare(Path home) throws IOException {
        if (Files.isDirectory(home)) {
            return;
        }
        try {
            var parent = home.toAbsolutePath().getParent();
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
