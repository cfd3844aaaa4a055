package dev.drydock.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the password of the new store comes from, where one is read as well. */
final class TargetPasswordOptions {

    private static final String NAME = "--target-password-file";

    @Option(names = NAME, paramLabel = "FILE", description = "The same for the new store.")
    private @Nullable Path file;

    /** The store, with its password where it needs one. */
    NamedStore give(NamedStore store, CoreCommand command) throws IOException, Refusal {
        return new GivenPassword(NAME, file).to(store, command);
    }

    /** Refuses the option where no new store is named. */
    void requireNone(CoreCommand command) {
        if (file != null) {
            throw command.usage(NAME + " is for a new store, and none is named");
        }
    }

    /** The option as it was given, to be given again. */
    List<String> arguments() {
        return new GivenPassword(NAME, file).arguments();
    }
}
