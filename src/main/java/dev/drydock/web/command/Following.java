package dev.drydock.web.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints what happens to an upgrade until nothing is at work on it any more. */
final class Following {

    private static final long PROGRESS_EVERY_NANOS = 10_000_000_000L;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private long lastProgress = System.nanoTime();

    Following(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /**
     * Follows, from the line after {@code after}.
     *
     * @return the upgrade as it is then
     */
    JsonNode follow(ConsoleClient client, String id, long after, EventHook hook)
            throws IOException, InterruptedException, ProblemException {
        client.follow(id, after, this::print);
        var view = client.get("/upgrades/" + id);
        hook.see(view);
        return view;
    }

    private void print(ConsoleClient.Event event) {
        if (json) {
            if (event.data() instanceof ObjectNode data && !event.name().equals("state")) {
                out.println(data.put("event", event.name()));
            }
        } else if (event.name().equals("line")) {
            line(event.data());
        } else if (event.name().equals("state")) {
            progress(event.data().path("progress"));
        }
        out.flush();
    }

    private void line(JsonNode line) {
        var at = line.path("at").asString("");
        out.println(Text.clean(String.format(
                Locale.ROOT,
                "%s %-6s %-8s %s",
                at.length() >= 19 ? at.substring(11, 19) : at,
                line.path("level").asString("").toUpperCase(Locale.ROOT),
                line.path("phase").asString(""),
                line.path("text").asString(""))));
    }

    private void progress(JsonNode progress) {
        if (!progress.isObject() || System.nanoTime() - lastProgress < PROGRESS_EVERY_NANOS) {
            return;
        }
        lastProgress = System.nanoTime();
        var percent = progress.path("percent");
        var left = progress.path("secondsLeft");
        err.println(Text.clean("  " + progress.path("activity").asString("") + ": "
                + progress.path("done").asString("0") + " "
                + progress.path("unit").asString("")
                + (percent.isNumber() ? ", " + percent.asString() + " %" : "")
                + (left.isNumber() ? ", about " + left.asString() + " s left" : "")));
        err.flush();
    }
}
