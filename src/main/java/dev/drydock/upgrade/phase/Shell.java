package dev.drydock.upgrade.phase;

import dev.drydock.host.Command;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes arguments so that a POSIX shell reads them as they are. */
public final class Shell {

    private Shell() {}

    /** One argument, in quotes where it needs them. */
    public static String quote(String argument) {
        return Command.quoted(argument);
    }

    /**
     * What stands in front of a command so that it runs as an account, with that account's groups and no rights of root;
     * nothing where it is the console's own, which may not change its groups, and need not.
     */
    public static String as(Blueprint.Owner account, Blueprint.Owner console) {
        if (account.uid() == console.uid()) {
            return "";
        }
        // An account that the machine has no name for has no groups to look up either.
        var groups = account.user().equals(Long.toString(account.uid())) ? "--clear-groups" : "--init-groups";
        return "setpriv --reuid=" + account.uid() + " --regid=" + account.gid() + " " + groups + " --inh-caps=-all -- ";
    }

    /** A path. */
    public static String quote(Path path) {
        return quote(path.toString());
    }

    /** A vector as one line of a shell. */
    static String line(List<String> vector) {
        return vector.stream().map(Shell::quote).collect(Collectors.joining(" "));
    }
}
