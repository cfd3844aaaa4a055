package dev.drydock.web.command;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Words for a terminal. Nothing that a server has said reaches it as a control character. */
final class Text {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Text() {}

    static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    }

    static String pathSegment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String problem(String code, String detail) {
        return JSON.createObjectNode().put("code", code).put("detail", detail).toString();
    }

    /** Worst first, as they come; what passed is only counted elsewhere. */
    static void findings(PrintWriter out, JsonNode findings) {
        for (var finding : findings) {
            var grade = finding.path("grade").asString();
            if (!grade.equals("pass")) {
                var what = finding.path("whatToDo").asString("");
                out.println(clean(String.format(
                        Locale.ROOT,
                        "  %-6s %s%s",
                        grade.toUpperCase(Locale.ROOT),
                        finding.path("text").asString(),
                        what.isEmpty() ? "" : ". " + what)));
            }
        }
    }

    static void counts(PrintWriter out, JsonNode checks) {
        var counts = checks.path("counts");
        if (counts.isObject()) {
            out.println("Findings: "
                    + String.join(
                            ", ",
                            counts.propertyStream()
                                    .map(count -> count.getValue().asString() + " " + count.getKey())
                                    .toList()));
        }
    }

    private static @Nullable Long number(JsonNode node, String name) {
        var value = node.path(name);
        return value.isNumber() ? value.asLong() : null;
    }

    private static @Nullable Double fraction(JsonNode node, String name) {
        var value = node.path(name);
        return value.isNumber() ? value.asDouble() : null;
    }

    /** How far the full-text index is, in a sentence. */
    static String index(@Nullable Long left, @Nullable Double perSecond, @Nullable Long secondsLeft) {
        if (left == null) {
            return "how far it is could not be seen.";
        }
        if (left == 0) {
            return "all messages are in it.";
        }
        return String.format(Locale.ROOT, "%,d messages are not in it yet", left)
                + (perSecond == null ? "" : String.format(Locale.ROOT, ", %.1f a second", perSecond))
                + (secondsLeft == null ? "" : ", some " + secondsLeft + " s to go")
                + "; until then searches find only a part.";
    }

    /** One upgrade in some lines. */
    static void upgrade(PrintWriter out, JsonNode view) {
        out.println(clean("Upgrade " + view.path("id").asString() + " of "
                + view.at("/subject/config").asString() + ": "
                + view.path("state").asString()));
        var waiting = view.at("/waiting/text").asString("");
        if (!waiting.isEmpty()) {
            out.println(clean("  " + waiting));
        }
        var command = view.at("/waiting/command").asString("");
        if (!command.isEmpty()) {
            out.println(clean("  " + command));
        }
        var stopped = view.path("stoppedSeconds");
        if (stopped.isNumber()) {
            out.println("  Mail " + (view.path("mailIsStopped").asBoolean() ? "stands" : "stood") + " still for "
                    + stopped.asString() + " s");
        }
        for (var phase : view.path("phases")) {
            out.println(clean(String.format(
                    Locale.ROOT,
                    "  %-8s %-11s %s",
                    phase.path("title").asString(),
                    phase.path("state").asString(),
                    phase.path("seconds").isNumber() ? phase.path("seconds").asString() + " s" : "")));
        }
        var index = view.path("index");
        if (index.isObject()) {
            out.println("  The search index: "
                    + index(number(index, "left"), fraction(index, "perSecond"), number(index, "secondsLeft")));
        }
        var failure = view.path("failure");
        if (failure.isObject()) {
            out.println(clean("  " + failure.path("problem").asString() + ". "
                    + failure.path("nextStep").asString()));
            failure.path("lines").forEach(line -> out.println(clean("    " + line.asString())));
        }
        out.println(
                clean("  Safe to go back now? " + view.at("/safeToGoBack/text").asString()));
    }
}
