package dev.drydock.installation;

import dev.drydock.installation.configuration.ServerView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to look at.
 *
 * @param configuration the file that the server is started with
 * @param program null to look for it
 * @param view what the server sees, where that is known, as for a container or a unit; null to ask its process
 * @param spaces further paths whose room is of interest, such as that of the export
 * @param countingLimit how long files may be counted
 */
public record DetectionRequest(
        Path configuration,
        @Nullable Path program,
        @Nullable ServerView view,
        List<Path> spaces,
        Duration countingLimit) {

    /** Where the vendor's installer and image put the configuration. */
    public static final Path STANDARD_CONFIGURATION = Path.of("/opt/stalwart-mail/etc/config.toml");

    /** With what can be found out. */
    public static DetectionRequest of(Path configuration) {
        return new DetectionRequest(configuration, null, null, List.of(), Duration.ofSeconds(20));
    }

    /** The same, with a program that need not be looked for. */
    public DetectionRequest withProgram(Path path) {
        return new DetectionRequest(configuration, path, view, spaces, countingLimit);
    }

    /** The same, read as a server of which more is known. */
    public DetectionRequest seenBy(ServerView server) {
        return new DetectionRequest(configuration, program, server, spaces, countingLimit);
    }

    /** The same, with another limit for the counting of files. */
    public DetectionRequest countingFor(Duration limit) {
        return new DetectionRequest(configuration, program, view, spaces, limit);
    }

    /** The same, with the room of further paths. */
    public DetectionRequest withSpaces(List<Path> paths) {
        return new DetectionRequest(configuration, program, view, List.copyOf(paths), countingLimit);
    }
}
