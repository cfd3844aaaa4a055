package dev.drydock.web.command;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says where an upgrade is. */
@Command(
        name = "status",
        description = "Say where an upgrade is, and whether it is safe to go back.",
        sortOptions = false)
final class StatusCommand extends ConsoleCommand {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Which one (default: the newest).", defaultValue = "")
    private String id;

    StatusCommand(String version) {
        super(version);
    }

    @Override
    int run(ConsoleClient client) throws IOException, InterruptedException, ProblemException {
        var view = upgrade(client, id);
        if (json()) {
            out().println(view);
        } else {
            Text.upgrade(out(), view);
        }
        out().flush();
        return switch (view.path("state").asString()) {
            case "failed", "interrupted" -> FAILED;
            case "rolled-back" -> ROLLED_BACK;
            default -> DONE;
        };
    }
}
