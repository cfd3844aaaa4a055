package dev.drydock.upgrade;

import dev.drydock.engine.Failpoints;
import dev.drydock.upgrade.phase.Yard;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What a console is started with.
 *
 * @param home directory of its state
 * @param commands the file of commands that start and stop servers, which need not exist
 * @param version of this program
 * @param patience for other programs
 * @param failpoints places at which a test ends the process
 */
public record ConsoleSettings(
        Path home, Path commands, String version, Yard.Patience patience, Failpoints failpoints, Clock clock) {

    /** The usual ones for a home. */
    public static ConsoleSettings of(Path home, String version) {
        return new ConsoleSettings(
                home.toAbsolutePath().normalize(),
                home.toAbsolutePath().normalize().resolve("commands"),
                version,
                Yard.Patience.USUAL,
                Failpoints.NONE,
                Clock.systemUTC());
    }

    /** The same with another file of commands. */
    public ConsoleSettings withCommands(Path file) {
        return new ConsoleSettings(home, file.toAbsolutePath().normalize(), version, patience, failpoints, clock);
    }

    /** The same with other patience and failpoints. */
    public ConsoleSettings with(Yard.Patience otherPatience, Failpoints places) {
        return new ConsoleSettings(home, commands, version, otherPatience, places, clock);
    }
}
