package dev.drydock.cli;

import dev.drydock.store.sql.Password;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A password that was given in a file; or, without one, in the variable of the environment from which the vendor's own
 * tools take it.
 *
 * @param option by which the file is named
 */
record GivenPassword(String option, @Nullable Path file) {

    /** The store, with the password if it lies on a server. */
    NamedStore to(NamedStore store, CoreCommand command) throws IOException, Refusal {
        if (store instanceof StoreOnServer onServer) {
            return onServer.with(file != null ? new PasswordFile(file).read() : ofEnvironment(onServer));
        }
        if (file != null) {
            throw command.usage(option + " is for a store on an SQL server, which " + store + " is not");
        }
        return store;
    }

    private static Password ofEnvironment(StoreOnServer store) {
        var text = System.getenv(store.dialect().passwordVariable());
        return text == null ? Password.NONE : new Password(text);
    }

    /** The option as it was given, to be given again. */
    List<String> arguments() {
        return file == null ? List.of() : List.of(option, Shell.quote(file.toString()));
    }
}
