package dev.drydock.web.command;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes what an upgrade has kept to go back. */
@Command(
        name = "cleanup",
        description = "Delete what an upgrade has kept, the old store among it. After that nothing goes back.",
        sortOptions = false)
final class CleanupCommand extends ConsoleCommand {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Which one (default: the newest).", defaultValue = "")
    private String id;

    @Option(
            names = "--confirm",
            paramLabel = "TEXT",
            order = 21,
            description = "What is deleted, word for word; without it the command only says what that would be.")
    private @Nullable String confirm;

    @Mixin
    private BackupPasswords passwords;

    CleanupCommand(String version) {
        super(version);
    }

    @Override
    int run(ConsoleClient client) throws IOException, InterruptedException, ProblemException {
        var upgrade = upgrade(client, id).path("id").asString();
        passwords.give(client, upgrade);
        var done =
                client.post("/upgrades/" + upgrade + "/cleanup", confirm == null ? null : Map.of("confirm", confirm));
        var end = awaitEnd(client, upgrade);
        if (json()) {
            out().println(done);
        } else {
            for (var one : done.path("deletes")) {
                out().println(Text.clean("Deletes " + one.path("what").asString() + ", "
                        + one.path("path").asString()));
            }
        }
        out().flush();
        return end.equals("succeeded") ? DONE : FAILED;
    }

    private static String awaitEnd(ConsoleClient client, String upgrade)
            throws IOException, InterruptedException, ProblemException {
        while (true) {
            var state = client.get("/upgrades/" + upgrade).at("/cleanup/state").asString("");
            if (!state.equals("planned") && !state.equals("running")) {
                return state;
            }
            Thread.sleep(200);
        }
    }
}
