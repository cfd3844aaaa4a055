package dev.drydock.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command of the core. */
final class CoreOptions {

    @Option(
            names = {"-h", "--help"},
            order = 107,
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    @Option(names = "--json", order = 101, description = "Print one JSON object, also for errors (on standard error).")
    boolean json;

    @Option(names = "--quiet", order = 102, description = "Show no progress and no notices.")
    boolean quiet;

    @Option(
            names = "--progress",
            order = 103,
            description = "Show progress also where standard error is no terminal: a line every 10 seconds.")
    boolean progress;

    @Option(names = "--debug", order = 104, description = "After an error, print the stack trace as well.")
    boolean debug;

    @Option(
            names = "--home",
            order = 105,
            paramLabel = "DIR",
            description = "State directory (default: $DRYDOCK_HOME; else /var/lib/drydock for root, for others below"
                    + " ~/.local/state).")
    @Nullable
    Path home;

    @Option(
            names = "--work",
            order = 106,
            paramLabel = "DIR",
            description = "Directory for temporary files (default: work below the state directory).")
    @Nullable
    Path work;
}
