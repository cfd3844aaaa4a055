package dev.drydock.upgrade.phase;

import dev.drydock.host.Account;
import dev.drydock.host.Command;
import dev.drydock.host.CommandResult;
import dev.drydock.host.HostException;
import dev.drydock.host.Rights;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A program that is asked for its version, with as few rights as will do: as the account that it will run as; where that
 * is root, as nobody, unless nobody may not start it where it lies.
 */
record AskedProgram(Yard yard, Path program) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Asks, and waits some time for the answer. */
    CommandResult version() throws HostException, InterruptedException {
        return yard.runner()
                .run(Command.of(program.toString(), "--version").as(account()).withLimit(LIMIT));
    }

    private Account account() throws HostException, InterruptedException {
        var runAs = Yard.account(yard.blueprint().runAs());
        if (!runAs.isRoot()) {
            return runAs;
        }
        var nobody = Account.of("nobody");
        var rights = new Rights(yard.runner(), nobody, Account.current());
        return rights.closedAbove(program).isEmpty() && rights.canExecute(program) ? nobody : runAs;
    }
}
