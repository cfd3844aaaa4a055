package dev.drydock.web.command;

import dev.drydock.web.Console;
import dev.drydock.web.Hangup;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What all commands have in common that ask a console: they find it, or are one for as long as they last. */
abstract class ConsoleCommand implements Callable<Integer> {

    /** Done. */
    static final int DONE = 0;

    /** It failed, or stands still. */
    static final int FAILED = 1;

    /** The checks forbid it. */
    static final int REFUSED = 3;

    /** Everything was taken back. */
    static final int ROLLED_BACK = 4;

    private final String version;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommandOptions options;

    ConsoleCommand(String version) {
        this.version = version;
    }

    /**
     * Does the work.
     *
     * @return the exit status
     */
    abstract int run(ConsoleClient client) throws IOException, InterruptedException, ProblemException;

    /** Whether a console is to be started where none runs. */
    boolean startsConsole() {
        return true;
    }

    @Override
    public final Integer call() throws InterruptedException {
        var settings = options.settings(version);
        try {
            var running = ConsoleClient.find(settings.home());
            if (running.isPresent()) {
                return run(running.get());
            }
            if (!startsConsole()) {
                throw new IOException(
                        "No console runs on " + settings.home() + ". Start one with: serve --home " + settings.home());
            }
            Hangup.survive();
            try (var own = Console.start(0, settings)) {
                var client = ConsoleClient.of(own.port(), own.token());
                var hook = new Thread(() -> Stopping.stop(client), "drydock-stop");
                Runtime.getRuntime().addShutdownHook(hook);
                try {
                    return run(client);
                } finally {
                    Stopping.forget(hook);
                }
            }
        } catch (ProblemException e) {
            return fail(e);
        } catch (IOException e) {
            if (options.json) {
                err().println(Text.problem("console-failed", String.valueOf(e.getMessage())));
            } else {
                err().println("drydock: " + Text.clean(String.valueOf(e.getMessage())));
            }
            err().flush();
            return FAILED;
        }
    }

    private int fail(ProblemException problem) {
        if (options.json) {
            err().println(problem.problem());
        } else {
            err().println("drydock: " + Text.clean(problem.sentence()));
            for (var one : problem.problem().path("problems")) {
                err().println(Text.clean("  " + one.path("field").asString() + " "
                        + one.path("problem").asString()));
            }
            for (var one : problem.problem().path("deletes")) {
                err().println(Text.clean("  " + one.path("what").asString() + ", "
                        + one.path("path").asString()));
            }
            Text.findings(err(), problem.problem().path("findings"));
        }
        err().flush();
        return problem.code().equals("preflight-failed") ? REFUSED : FAILED;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    boolean json() {
        return options.json;
    }

    /** A mistake in the command line that picocli cannot see. */
    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** The upgrade that is meant: the one of this id, or the newest where none is given. */
    static JsonNode upgrade(ConsoleClient client, String id)
            throws IOException, InterruptedException, ProblemException {
        if (!id.isEmpty()) {
            return client.get("/upgrades/" + Text.pathSegment(id));
        }
        var all = client.get("/upgrades").path("upgrades");
        if (all.isEmpty()) {
            throw new IOException("There is no upgrade in this state directory. Begin one with: plan, or upgrade");
        }
        return client.get("/upgrades/" + all.get(0).path("id").asString());
    }
}
