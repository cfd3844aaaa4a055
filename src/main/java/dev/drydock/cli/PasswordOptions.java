package dev.drydock.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the password of the only store comes from, or of the one that is read where there are two. */
final class PasswordOptions {

    private static final String NAME = "--password-file";

    @Option(
            names = NAME,
            paramLabel = "FILE",
            description =
                    "File of mode 0600 that holds the password for a store on an SQL server, for the one that is read"
                            + " where there are two (default: what PGPASSWORD or MYSQL_PWD holds).")
    private @Nullable Path file;

    /** The store, with its password where it needs one. */
    NamedStore give(NamedStore store, CoreCommand command) throws IOException, Refusal {
        return new GivenPassword(NAME, file).to(store, command);
    }

    /** The option as it was given, to be given again. */
    List<String> arguments() {
        return new GivenPassword(NAME, file).arguments();
    }
}
