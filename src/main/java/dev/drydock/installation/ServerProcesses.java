package dev.drydock.installation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of the running processes.
 *
 * @param found those that may be the mail server
 * @param unseen how many processes do not let us see what they run
 * @param hidden whether the machine hides processes of others altogether ({@code hidepid})
 */
public record ServerProcesses(List<ServerProcess> found, int unseen, boolean hidden) {

    /** Those that run with the configuration or the program of the installation. */
    public List<ServerProcess> ofInstallation() {
        return found.stream()
                .filter(process -> process.match() != ServerProcess.Match.NAME)
                .toList();
    }

    /** The one whose environment and directory tell how the configuration is read; null where there is none. */
    @Nullable
    ServerProcess ofConfiguration() {
        return found.stream()
                .filter(process -> process.match() == ServerProcess.Match.CONFIGURATION)
                .findFirst()
                .orElse(null);
    }
}
