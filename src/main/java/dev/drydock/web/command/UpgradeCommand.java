package dev.drydock.web.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Upgrades, and shows the log while it does. */
@Command(
        name = "upgrade",
        description = "Upgrade a mail server: plan it, or take a plan by its id, run it, and follow its log.",
        sortOptions = false)
final class UpgradeCommand extends ConsoleCommand {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "An upgrade that was planned, or that stands still.")
    private @Nullable String id;

    @Mixin
    private RequestOptions request;

    @Option(names = "--until", paramLabel = "PHASE", order = 20, description = "Stop after this phase.")
    private @Nullable String until;

    @Option(names = "--yes", order = 21, description = "Ask nothing.")
    private boolean yes;

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            order = 22,
            description = "Name of the administrator in the first line, password in the second; mode 0600.")
    private @Nullable Path credentials;

    @Option(
            names = "--on-event",
            paramLabel = "PROGRAM",
            order = 23,
            description = "Started, without a shell, when the run is done, waits, has failed or was taken back, with"
                    + " DRYDOCK_EVENT=done|waiting|failed|rolled-back and DRYDOCK_UPGRADE=<id>.")
    private @Nullable String onEvent;

    UpgradeCommand(String version) {
        super(version);
    }

    @Override
    int run(ConsoleClient client) throws IOException, InterruptedException, ProblemException {
        if (request.isEmpty() == (id == null)) {
            throw usage("Name the configuration of the server with --config FILE, or the id of a plan");
        }
        var view = id == null ? client.post("/upgrades", request.body()) : upgrade(client, id);
        var upgrade = view.path("id").asString();
        if (id != null) {
            request.backupPasswords.give(client, upgrade);
        }
        if (credentials != null) {
            client.put("/upgrades/" + upgrade + "/credentials", login(credentials));
        }
        if (!view.at("/checks/allowsStart").asBoolean(true)
                && view.path("state").asString().equals("planned")) {
            return refuse(view);
        }
        if (!json()) {
            Text.counts(out(), view.path("checks"));
            Text.findings(out(), view.at("/checks/findings"));
        }
        if (credentials == null && !yes && !json() && needsCredentials(view)) {
            var login = AdministratorQuestion.ofTerminal().flatMap(AdministratorQuestion::ask);
            if (login.isPresent()) {
                client.put("/upgrades/" + upgrade + "/credentials", login.get());
            }
        }
        if (!yes && !Agreement.given(err(), "Mail stands still from the phase stop on. Type yes to begin: ")) {
            throw usage("Nobody agreed; say --yes to ask nothing");
        }
        var hook = new EventHook(onEvent, text -> err().println(Text.clean(text)));
        client.post("/upgrades/" + upgrade + "/run", until == null ? null : Map.of("until", until));
        var end = new Following(out(), err(), json())
                .follow(client, upgrade, view.path("lastLine").asLong(0), hook);
        if (json()) {
            out().println(end);
        } else {
            Text.upgrade(out(), end);
        }
        out().flush();
        return status(end);
    }

    /** Before it begins, when the password can still be tried on the old server; later only where it waits for one. */
    private static boolean needsCredentials(JsonNode view) {
        return view.path("state").asString().equals("planned")
                || view.at("/waiting/what").asString("").equals("credentials");
    }

    private int refuse(JsonNode view) {
        if (json()) {
            out().println(view);
        } else {
            Text.counts(out(), view.path("checks"));
            Text.findings(out(), view.at("/checks/findings"));
            err().println("drydock: The checks forbid the upgrade. Do what the findings say, then try again.");
        }
        out().flush();
        err().flush();
        return REFUSED;
    }

    /** What became of a run, as an exit status. To wait for anything but a decision is not what was asked for. */
    private int status(JsonNode end) {
        var state = end.path("state").asString();
        if (state.equals("waiting") && !end.at("/waiting/what").asString("").equals("decision")) {
            err().println("drydock: The upgrade waits: "
                    + Text.clean(end.at("/waiting/text").asString(""))
                    + ". Give it, as with --credentials FILE, and go on with: drydock upgrade "
                    + Text.clean(end.path("id").asString("")));
            err().flush();
            return FAILED;
        }
        return switch (state) {
            case "succeeded", "waiting" -> DONE;
            case "rolled-back" -> ROLLED_BACK;
            default -> FAILED;
        };
    }

    private static Map<String, Object> login(Path file) throws IOException {
        var lines = SecretFile.lines(file);
        if (lines.size() < 2) {
            throw new IOException(
                    file + " must have the administrator's name in its first line and the password in the" + " second");
        }
        var login = new LinkedHashMap<String, Object>();
        login.put("user", lines.get(0).strip());
        login.put("password", lines.get(1));
        return Map.of("administrator", login);
    }
}
