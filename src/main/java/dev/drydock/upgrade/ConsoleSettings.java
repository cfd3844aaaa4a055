package dev.drydock.upgrade;

import dev.drydock.engine.Failpoints;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
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
 */
public record ConsoleSettings(
        Path home,
        Path commands,
        String version,
        Yard.Patience patience,
        Failpoints failpoints,
        Clock clock,
        @Nullable UpgradeRequest suggestion) {

    /** The usual ones for a home. */
    public static ConsoleSettings of(Path home, String version) {
        return new ConsoleSettings(
                home.toAbsolutePath().normalize(),
                home.toAbsolutePath().normalize().resolve("commands"),
                version,
                Yard.Patience.USUAL,
                Failpoints.NONE,
                Clock.systemUTC(),
                null);
    }

    /** Directory with those of the upgrades, named by their ids. */
    Path upgrades() {
        return home.resolve("upgrades");
    }

    /** The same with another file of commands. */
    public ConsoleSettings withCommands(Path file) {
        return new ConsoleSettings(
                home, file.toAbsolutePath().normalize(), version, patience, failpoints, clock, suggestion);
    }

    /** The same with other patience and failpoints. */
    public ConsoleSettings with(Yard.Patience otherPatience, Failpoints places) {
        return new ConsoleSettings(home, commands, version, otherPatience, places, clock, suggestion);
    }

    /** The same with something to offer. */
    public ConsoleSettings suggesting(UpgradeRequest request) {
        return new ConsoleSettings(home, commands, version, patience, failpoints, clock, request);
    }
}
