package dev.drydock.web.command;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Prints another link to the running console. */
@Command(
        name = "link",
        description = "Print a new link to the running console; it opens one browser, once, within 10 minutes.",
        sortOptions = false)
final class LinkCommand extends ConsoleCommand {

    LinkCommand(String version) {
        super(version);
    }

    @Override
    boolean startsConsole() {
        return false;
    }

    @Override
    int run(ConsoleClient client) throws IOException, InterruptedException, ProblemException {
        var answer = client.post("/login-codes", null);
        if (json()) {
            out().println(answer);
        } else {
            out().println(client.address().resolve("/login") + "?code="
                    + answer.path("code").asString());
        }
        out().flush();
        return DONE;
    }
}
