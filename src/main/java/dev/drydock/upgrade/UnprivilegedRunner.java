package dev.drydock.upgrade;

import dev.drydock.host.Account;
import dev.drydock.host.Command;
import dev.drydock.host.CommandResult;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.installation.ProgramRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Hears what a program says without giving it rights: as nobody, or, where nobody may not start it, as the account that
 * its file belongs to unless that is root.
 */
public final class UnprivilegedRunner implements ProgramRunner {

    private static final int CANNOT_BE_EXECUTED = 126;

    private final CommandRunner runner = new CommandRunner();

    @Override
    public Output run(List<String> arguments, Duration limit) throws IOException, InterruptedException {
        try {
            var command = Command.of(arguments).withEnvironment(Map.of()).withLimit(limit);
            if (!Account.current().isRoot()) {
                return output(runner.run(command));
            }
            var result = runner.run(command.as(Account.of("nobody")));
            if (result.exit().code() == CANNOT_BE_EXECUTED) {
                var owner = FileState.of(Path.of(arguments.get(0)));
                if (owner.uid() != 0) {
                    result = runner.run(command.as(Account.of(Long.toString(owner.uid()))));
                }
            }
            return output(result);
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
