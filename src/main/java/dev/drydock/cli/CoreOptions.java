package dev.drydock.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command of the core. */
final class CoreOptions {

    @Option(names = "--json", description = "Print one JSON object, also for errors (on standard error).")
    boolean json;

    @Option(names = "--quiet", description = "Show no progress and no notices.")
    boolean quiet;

    @Option(
            names = "--progress",
            description = "Show progress also where standard error is no terminal: a line every 10 seconds.")
    boolean progress;

    @Option(names = "--debug", description = "After an error, print the stack trace as well.")
    boolean debug;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "State directory (default: /var/lib/drydock for root, else below ~/.local/state).")
    @Nullable
    Path home;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Directory for temporary files (default: work below the state directory).")
    @Nullable
    Path work;
}
