package dev.drydock.installation;

import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found on the machine.
 *
 * @param configuration what the file says
 * @param root the directory above {@code etc}, else the one of the configuration file
 * @param program null where none was found
 * @param placements of the stores on disk, by their ids
 * @param states of the stores that a driver can look into, by their ids
 * @param facts owner and mode of the configuration file, the root, and the directories of logs, as far as they are there
 * @param processes that may be the server
 * @param spaces room of the root, of the stores and of what was asked for, as far as it could be found out
 * @param findings all that was noticed, in the order of looking
 */
public record Installation(
        Configuration configuration,
        Path root,
        @Nullable Program program,
        Map<String, StorePlacement> placements,
        Map<String, StoreState> states,
        List<FileFacts> facts,
        ServerProcesses processes,
        List<Space> spaces,
        List<Finding> findings) {

    /** Where the mail data lies; null where it is no store on disk, or none that can be opened. */
    public @Nullable StorePlacement dataPlacement() {
        var store = configuration.store(Role.DATA);
        return store == null ? null : placements.get(store.id());
    }

    /** Who has written the mail data; null where no driver can look. */
    public @Nullable StoreState dataState() {
        var store = configuration.store(Role.DATA);
        return store == null ? null : states.get(store.id());
    }

    /** The gravest of all findings. */
    public Grade grade() {
        return findings.stream().map(Finding::grade).max(Grade::compareTo).orElse(Grade.PASS);
    }
}
