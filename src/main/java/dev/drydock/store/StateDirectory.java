package dev.drydock.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** Where Drydock keeps what is its own: native libraries, temporary files, the state of the console. */
public final class StateDirectory {

    private StateDirectory() {}

    /**
     * The place it has by custom: what {@code DRYDOCK_HOME} names; else root's with the machine's, anybody else's below
     * their own home. It need not exist.
     */
    public static Path standard() {
        return of(System.getenv(), isRoot());
    }

    static Path of(Map<String, String> environment, boolean root) {
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
            return ownUid().equals(0);
        } catch (IOException e) {
            return false;
        }
    }

    /** The user that this process runs as; its name may be shared or missing. */
    static Object ownUid() throws IOException {
        var self = Path.of("/proc/self");
        return Files.exists(self) ? uid(self.toRealPath()) : uid(Path.of(System.getProperty("user.home")));
    }

    /** The user that a path belongs to. */
    static Object uid(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
