package dev.drydock.web.command;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Makes a plan and shows what stands in its way. */
@Command(
        name = "plan",
        description = "Plan an upgrade: look at everything, change nothing, say what stands in the way.",
        sortOptions = false)
final class PlanCommand extends ConsoleCommand {

    @Mixin
    private RequestOptions request;

    PlanCommand(String version) {
        super(version);
    }

    @Override
    int run(ConsoleClient client) throws IOException, InterruptedException, ProblemException {
        if (request.isEmpty()) {
            throw usage("Name the configuration of the server: --config FILE");
        }
        var view = client.post("/upgrades", request.body());
        if (json()) {
            out().println(view);
        } else {
            print(view);
        }
        out().flush();
        return view.at("/checks/allowsStart").asBoolean(true) ? DONE : REFUSED;
    }

    private void print(JsonNode view) {
        var out = out();
        out.println(Text.clean("Upgrade " + view.path("id").asString() + " of "
                + view.at("/subject/config").asString() + " is "
                + view.path("state").asString()));
        for (var phase : view.path("phases")) {
            out.println(Text.clean("  " + phase.path("title").asString() + ": "
                    + phase.path("changes").asString()));
        }
        Text.counts(out, view.path("checks"));
        Text.findings(out, view.at("/checks/findings"));
        out.println(
                view.at("/checks/allowsStart").asBoolean(true)
                        ? "Run it with: upgrade " + view.path("id").asString()
                        : "Findings of grade FAIL forbid the upgrade.");
    }
}
