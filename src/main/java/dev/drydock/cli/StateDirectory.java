package dev.drydock.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where Drydock keeps what is its own. */
final class StateDirectory {

    private StateDirectory() {}

    /** The directory for temporary files that the options ask for. */
    static Path work(CoreOptions options) {
        return options.work != null
                ? options.work.toAbsolutePath()
                : home(options.home, System.getenv(), System.getProperty("user.name"))
                        .resolve("work")
                        .toAbsolutePath();
    }

    static Path home(@Nullable Path given, Map<String, String> environment, @Nullable String user) {
        if (given != null) {
            return given;
        }
        var named = environment.getOrDefault("DRYDOCK_HOME", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        if ("root".equals(user)) {
            return Path.of("/var/lib/drydock");
        }
        var state = environment.getOrDefault("XDG_STATE_HOME", "");
        return state.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state", "drydock")
                : Path.of(state, "drydock");
    }
}
