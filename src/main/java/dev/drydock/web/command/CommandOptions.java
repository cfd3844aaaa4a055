package dev.drydock.web.command;

import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.web.HomeDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that asks the console. */
final class CommandOptions {

    @Option(
            names = {"-h", "--help"},
            order = 100,
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    @Option(
            names = "--json",
            order = 101,
            description =
                    "Print JSON: one object, or for what is followed one object a line. Errors go to standard error.")
    boolean json;

    @Option(
            names = "--home",
            order = 102,
            paramLabel = "DIR",
            description = "State directory of the console (default: $DRYDOCK_HOME; else /var/lib/drydock for root, for"
                    + " others below ~/.local/state).")
    @Nullable
    Path home;

    @Option(
            names = "--commands",
            order = 103,
            paramLabel = "FILE",
            description =
                    "The programs that start, stop and probe servers, where no console runs (default: commands in the"
                            + " state directory).")
    @Nullable
    Path commands;

    /** What a console is started with where none runs. */
    ConsoleSettings settings(String version) {
        var settings = ConsoleSettings.of(home == null ? HomeDirectory.standard() : home, version);
        return commands == null ? settings : settings.withCommands(commands);
    }
}
