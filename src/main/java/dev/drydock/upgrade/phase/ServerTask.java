package dev.drydock.upgrade.phase;

import dev.drydock.host.Command;
import dev.drydock.host.HostException;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program of the server is run for once, with the configuration of the installation.
 *
 * @param name in a word
 * @param directory of this machine that the option takes
 * @param account that it runs as; null for that which starts the server
 * @param isNew whether it is for v0.8.0
 */
record ServerTask(String name, String option, Path directory, Blueprint.@Nullable Owner account, boolean isNew) {

    /** What it makes is nobody else's to read. */
    private static final int OWNER_ONLY = 0077;

    /** v0.7.3 writes its export. */
    static ServerTask export(Blueprint blueprint) {
        return new ServerTask("export", "--export", blueprint.exportDirectory(), null, false);
    }

    /** v0.8.0 reads it, as the account that will own the new store. */
    static ServerTask importing(Blueprint blueprint) {
        return new ServerTask("import", "--import", blueprint.exportDirectory(), blueprint.runAs(), true);
    }

    /** v0.8.0 writes down what it holds. */
    static ServerTask reading(Blueprint blueprint, Path directory) {
        return new ServerTask("reading", "--export", directory, blueprint.runAs(), true);
    }

    /** The program and its arguments, as they are named where the server runs. */
    List<String> vector(Blueprint blueprint) {
        var container = blueprint.container();
        return List.of(
                (container == null ? blueprint.program().path() : container.program()).toString(),
                "--config",
                blueprint.seenByServer(blueprint.configuration().file()).toString(),
                option,
                blueprint.seenByServer(directory).toString());
    }

    /** The command on this machine. */
    Command command(Blueprint blueprint) throws HostException, InterruptedException {
        var command =
                Command.of(vector(blueprint)).in(blueprint.workingDirectory()).withUmask(OWNER_ONLY);
        return account == null ? command : command.as(Yard.account(account));
    }
}
