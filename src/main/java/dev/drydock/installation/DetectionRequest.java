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
 * @param contained the program, where it lies in a container and was found there; null for one of this machine
 */
public record DetectionRequest(
        Path configuration,
        @Nullable Path program,
        @Nullable ServerView view,
        List<Path> spaces,
        Duration countingLimit,
        @Nullable Program contained) {

    /** Where the vendor's installer and image put the configuration. */
    public static final Path STANDARD_CONFIGURATION = Path.of("/opt/stalwart-mail/etc/config.toml");

    /** With what can be found out. */
    public static DetectionRequest of(Path configuration) {
        return new DetectionRequest(configuration, null, null, List.of(), Duration.ofSeconds(20), null);
    }

    /** The same, with a program that need not be looked for. */
    public DetectionRequest withProgram(Path path) {
        return new DetectionRequest(configuration, path, view, spaces, countingLimit, contained);
    }

    /** The same, with a program that was found in a container. */
    public DetectionRequest withContained(Program found) {
        return new DetectionRequest(configuration, program, view, spaces, countingLimit, found);
    }

    /** The same, read as a server of which more is known. */
    public DetectionRequest seenBy(ServerView server) {
        return new DetectionRequest(configuration, program, server, spaces, countingLimit, contained);
    }

    /** The same, with another limit for the counting of files. */
    public DetectionRequest countingFor(Duration limit) {
        return new DetectionRequest(configuration, program, view, spaces, limit, contained);
    }

    /** The same, with the room of further paths. */
    public DetectionRequest withSpaces(List<Path> paths) {
        return new DetectionRequest(configuration, program, view, List.copyOf(paths), countingLimit, contained);
    }
}
