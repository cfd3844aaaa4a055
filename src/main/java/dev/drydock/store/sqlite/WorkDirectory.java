package dev.drydock.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** The directory for files of ours, below the home. */
final class WorkDirectory {

    private WorkDirectory() {}

    static Path standard() {
        return home(System.getenv(), isRoot()).resolve("work").toAbsolutePath();
    }

    private static Path home(Map<String, String> environment, boolean root) {
        var given = environment.getOrDefault("DRYDOCK_HOME", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        if (root) {
            return Path.of("/var/lib/drydock");
        }
        var state = environment.getOrDefault("XDG_STATE_HOME", "");
        return state.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state", "drydock")
                : Path.of(state, "drydock");
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self").toRealPath(), "unix:uid", LinkOption.NOFOLLOW_LINKS)
                    .equals(0);
        } catch (IOException e) {
            return false;
        }
    }
}
