package dev.drydock.upgrade;

import dev.drydock.host.Account;
import dev.drydock.host.Command;
import dev.drydock.host.CommandResult;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.host.Rights;
import dev.drydock.host.SafePath;
import dev.drydock.installation.ProgramRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Hears what a program says with as few rights as will do: as nobody; where nobody may not start it, as the account that
 * its file belongs to; and as root only where nobody but root can have written it.
 */
public final class UnprivilegedRunner implements ProgramRunner {

    private final CommandRunner runner = new CommandRunner();

    @Override
    public Output run(List<String> arguments, Duration limit) throws IOException, InterruptedException {
        try {
            var command = Command.of(arguments).withEnvironment(Map.of()).withLimit(limit);
            if (!Account.current().isRoot()) {
                return output(runner.run(command));
            }
            var program = Path.of(arguments.get(0)).toAbsolutePath();
            var nobody = Account.of("nobody");
            var rights = new Rights(runner, nobody, Account.current());
            if (rights.closedAbove(program).isEmpty() && rights.canExecute(program)) {
                return output(runner.run(command.as(nobody)));
            }
            var owner = FileState.of(program).uid();
            if (owner == 0) {
                SafePath.forBelieving(program);
                return output(runner.run(command));
            }
            return output(runner.run(command.as(Account.of(Long.toString(owner)))));
        } catch (HostException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Output output(CommandResult result) {
        var text = String.join(
                "\n", result.lastLines().stream().map(CommandResult.Line::text).toList());
        return new Output(result.timedOut() ? -1 : result.exit().code(), text);
    }
}
