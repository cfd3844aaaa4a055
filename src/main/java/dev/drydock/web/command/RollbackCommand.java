package dev.drydock.web.command;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes an upgrade back. */
@Command(
        name = "rollback",
        description = "Take an upgrade back, to the same bytes, owners and modes, and follow its log.",
        sortOptions = false)
final class RollbackCommand extends ConsoleCommand {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Which one (default: the newest).", defaultValue = "")
    private String id;

    @Option(names = "--yes", order = 21, description = "Ask nothing.")
    private boolean yes;

    @Option(names = "--on-event", paramLabel = "PROGRAM", order = 23, description = "As for upgrade.")
    private @Nullable String onEvent;

    @Mixin
    private BackupPasswords passwords;

    RollbackCommand(String version) {
        super(version);
    }

    @Override
    int run(ConsoleClient client) throws IOException, InterruptedException, ProblemException {
        var view = upgrade(client, id);
        var upgrade = view.path("id").asString();
        if (!yes
                && !Agreement.given(
                        err(), Text.clean(view.at("/safeToGoBack/text").asString() + " Type yes to go back: "))) {
            throw usage("Nobody agreed; say --yes to ask nothing");
        }
        passwords.give(client, upgrade);
        client.post("/upgrades/" + upgrade + "/rollback", null);
        var hook = new EventHook(onEvent, text -> err().println(Text.clean(text)));
        var end = new Following(out(), err(), json())
                .follow(client, upgrade, view.path("lastLine").asLong(0), hook);
        if (json()) {
            out().println(end);
        } else {
            Text.upgrade(out(), end);
        }
        out().flush();
        return end.path("state").asString().equals("rolled-back") ? DONE : FAILED;
    }
}
