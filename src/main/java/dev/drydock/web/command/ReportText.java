package dev.drydock.web.command;

import dev.drydock.upgrade.UpgradeReport;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report for a terminal. */
final class ReportText {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportText() {}

    static void print(PrintWriter out, UpgradeReport report, boolean json) {
        if (json) {
            out.println(JSON.writeValueAsString(report));
            return;
        }
        out.println();
        line(out, report.outcome() + ".");
        if (report.stoppedSeconds() != null) {
            line(out, "Mail stood still for " + report.stoppedSeconds() + " s.");
        }
        out.println();
        out.println("PHASE          STATE        SECONDS    BACK");
        for (var phase : report.phases()) {
            line(
                    out,
                    String.format(
                            Locale.ROOT,
                            "%-14s %-12s %7s %7s",
                            phase.title(),
                            phase.state(),
                            seconds(phase.seconds()),
                            seconds(phase.secondsBack())));
        }
        out.println();
        out.println(String.format(
                Locale.ROOT, "%-28s %10s %10s %8s  %s", "RECORDS", "FOUND", "CARRIED", "ADDED", "NOT CARRIED"));
        for (var family : report.families()) {
            line(
                    out,
                    String.format(
                            Locale.ROOT,
                            "%-28s %,10d %,10d %,8d  %s",
                            family.family(),
                            family.units(),
                            family.carried(),
                            family.added(),
                            String.join(
                                    ", ",
                                    family.notCarried().entrySet().stream()
                                            .map(reason -> reason.getValue() + " " + reason.getKey())
                                            .toList())));
        }
        out.println();
        if (report.takenBack()) {
            line(out, "What follows is of the attempt that was taken back.");
            out.println();
        }
        if (!report.failed().isEmpty()) {
            out.println("FAILED");
            report.failed().forEach(text -> line(out, "  " + text));
            out.println();
        }
        out.println("VERIFIED");
        report.verified().forEach(text -> line(out, "  " + text));
        out.println();
        out.println("NOT VERIFIED");
        report.notVerified().forEach(text -> line(out, "  " + text));
        out.println();
        var index = report.index();
        if (index != null) {
            line(out, "The search index: " + Text.index(index.left(), index.perSecond(), index.secondsLeft()));
            out.println();
        }
        out.println("KEPT");
        report.kept().forEach((path, what) -> line(out, "  " + path + "  " + what));
        line(out, report.goingBack() + ".");
        report.waysBack()
                .forEach(way ->
                        line(out, "  " + way.command() + (way.note().isEmpty() ? "" : "  (" + way.note() + ")")));
    }

    private static String seconds(@Nullable Double seconds) {
        return seconds == null ? "" : String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static void line(PrintWriter out, String text) {
        out.println(Text.clean(text));
    }
}
