package dev.drydock.upgrade;

import dev.drydock.engine.Failpoints;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.phase.ClusterAccess;
import dev.drydock.upgrade.phase.Yard;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What a console is started with.
 *
 * @param home directory of its state
 * @param commands the file of commands that start and stop servers, which need not exist
 * @param version of this program
 * @param patience for other programs
 * @param failpoints places at which a test ends the process
 * @param suggestion what the first page offers to plan; null for nothing
 * @param dockerSocket where an Engine of Docker listens, if there is one
 * @param clusters how those of FoundationDB are reached
 */
public record ConsoleSettings(
        Path home,
        Path commands,
        String version,
        Yard.Patience patience,
        Failpoints failpoints,
        Clock clock,
        @Nullable UpgradeRequest suggestion,
        Path dockerSocket,
        ClusterAccess clusters) {

    /** What the command line of Docker looks at, too. */
    private static final String DOCKER_HOST = "DOCKER_HOST";

    /** Set by the image. */
    private static final String CONTAINED = "DRYDOCK_IN_CONTAINER";

    private static final String UNIX = "unix://";

    /** The usual ones for a home. */
    public static ConsoleSettings of(Path home, String version) {
        return new ConsoleSettings(
                home.toAbsolutePath().normalize(),
                home.toAbsolutePath().normalize().resolve("commands"),
                version,
                Yard.Patience.USUAL,
                Failpoints.NONE,
                Clock.systemUTC(),
                null,
                dockerSocket(System.getenv(DOCKER_HOST)),
                Clusters.usual());
    }

    /** One on another machine is none of ours. */
    private static Path dockerSocket(@Nullable String host) {
        return host != null && host.startsWith(UNIX) ? Path.of(host.substring(UNIX.length())) : DockerEngine.SOCKET;
    }

    /** Whether it runs from its image, in a container of its own. */
    boolean isContained() {
        return Boolean.parseBoolean(System.getenv(CONTAINED));
    }

    /** Directory with those of the upgrades, named by their ids. */
    Path upgrades() {
        return home.resolve("upgrades");
    }

    /** The same with another file of commands. */
    public ConsoleSettings withCommands(Path file) {
        return new ConsoleSettings(
                home,
                file.toAbsolutePath().normalize(),
                version,
                patience,
                failpoints,
                clock,
                suggestion,
                dockerSocket,
                clusters);
    }

    /** The same with other patience and failpoints. */
    public ConsoleSettings with(Yard.Patience otherPatience, Failpoints places) {
        return new ConsoleSettings(
                home, commands, version, otherPatience, places, clock, suggestion, dockerSocket, clusters);
    }

    /** The same with another Engine of Docker. */
    public ConsoleSettings withDocker(Path socket) {
        return new ConsoleSettings(home, commands, version, patience, failpoints, clock, suggestion, socket, clusters);
    }

    /** The same with something to offer. */
    public ConsoleSettings suggesting(UpgradeRequest request) {
        return new ConsoleSettings(
                home, commands, version, patience, failpoints, clock, request, dockerSocket, clusters);
    }

    /**
     * The same with what somebody has said of clusters.
     *
     * @param tools directory of the vendor's tools; null for where their packages put them
     * @param clears whether this console may clear one, if somebody types what that is called
     */
    public ConsoleSettings withClusters(@Nullable Path tools, boolean clears) {
        var access = tools == null
                ? Clusters.usual()
                : Clusters.in(tools.toAbsolutePath().normalize());
        return withClusters(access.withClearing(clears));
    }

    /** The same with another way to clusters. */
    public ConsoleSettings withClusters(ClusterAccess others) {
        return new ConsoleSettings(
                home, commands, version, patience, failpoints, clock, suggestion, dockerSocket, others);
    }
}
