package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.Account;
import dev.drydock.host.Command;
import dev.drydock.host.CommandResult;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sees to it that Drydock can work under the account that v0.8.0 runs as: by running it, and where that account may not
 * read the program's files, by copying them to where it may.
 */
final class PrepareTools extends UpgradeStep {

    private static final String PROGRAM = "own.program";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    PrepareTools(Yard yard) {
        super(yard, "prepare.tools", "Try Drydock under the new account");
    }

    /** A command line of Drydock under the account that owns the new store. */
    static Command command(Yard yard, StepContext context, List<String> arguments)
            throws HostException, IOException, InterruptedException {
        var program = context.recall(PROGRAM).map(text -> List.of(text.split("\n", -1)));
        var words = program.isPresent() ? program.get() : OwnProgram.here();
        return OwnProgram.command(
                QuickStart.of(ownHome(yard), words).words(),
                arguments,
                Yard.account(yard.blueprint().runAs()),
                ownHome(yard));
    }

    private static Path ownHome(Yard yard) {
        return yard.blueprint().workshop().resolve("home");
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return context.recall(PROGRAM).isPresent() && Files.isDirectory(ownHome(yard));
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("tools-not-usable", () -> {
            var account = Yard.account(blueprint().runAs());
            if (!Files.isDirectory(ownHome(yard))) {
                HostFiles.createDirectory(ownHome(yard), account, 0700);
            }
            var program = OwnProgram.here();
            var result = tryIt(context, program, account);
            var detail = "";
            if (!result.isSuccess()) {
                context.log(
                        EventLevel.INFO,
                        account.user() + " may not read the files of Drydock where they lie; copying them");
                program = OwnProgram.copy(
                        blueprint().staging().resolve("program"),
                        Yard.account(blueprint().console()),
                        yard.trusted());
                result = tryIt(context, program, account);
                detail = "from a copy";
            }
            result.orFail("Run Drydock as " + account.user());
            OwnProgram.writeScript(yard, program, ownHome(yard));
            context.remember(PROGRAM, String.join("\n", program));
            return StepResult.done(detail);
        });
    }

    private CommandResult tryIt(StepContext context, List<String> program, Account account)
            throws HostException, IOException, InterruptedException {
        if (!blueprint().request().isDirect() || blueprint().store().tables() != null) {
            return run(program, List.of("--version"), account);
        }
        var start = QuickStart.of(ownHome(yard), program);
        var result = convert(start, account, true);
        if (result.isSuccess()) {
            return result;
        }
        var plain = convert(start, account, false);
        if (plain.isSuccess()) {
            context.log(
                    EventLevel.DEBUG,
                    "This Java leaves no archive of classes, so the conversion starts a little later: "
                            + result.lastLines().stream()
                                    .map(CommandResult.Line::text)
                                    .collect(Collectors.joining(" ")));
        }
        return plain;
    }

    /** The conversion of a small store, as the account that is to convert the large one. */
    private CommandResult convert(QuickStart start, Account account, boolean archived)
            throws HostException, InterruptedException {
        var scratch = ownHome(yard).resolve("trial");
        HostFiles.deleteTree(start.directory());
        HostFiles.deleteTree(scratch);
        try {
            var store = yard.newStore().name();
            return run(start.trial(store.substring(0, store.indexOf(':')), scratch, archived), List.of(), account);
        } finally {
            HostFiles.deleteTree(scratch);
        }
    }

    private CommandResult run(List<String> program, List<String> arguments, Account account)
            throws HostException, InterruptedException {
        return yard.runner()
                .run(OwnProgram.command(program, arguments, account, ownHome(yard))
                        .withLimit(LIMIT));
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        // The copies lie in the directory that the step before removes.
        Attempt.at("tools-not-removed", () -> HostFiles.deleteTree(OwnProgram.script(yard)));
        forget(context, PROGRAM);
    }

    @Override
    public List<String> onward() {
        return List.of();
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
