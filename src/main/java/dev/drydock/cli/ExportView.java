package dev.drydock.cli;

import dev.drydock.export.ExportSummary;
import dev.drydock.layout.v073.Family;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what has gone into an export, and what not. */
final class ExportView {

    private ExportView() {}

    static void print(Session session, ConversionEnds ends, ExportSummary summary) {
        if (session.json()) {
            session.out().println(json(session, ends, summary));
        } else {
            text(session, new Page(session.out()), ends, summary);
        }
    }

    private static final class Line {
        private long read;
        private long written;
        private final ArrayList<String> reasons = new ArrayList<>();
    }

    private static void text(Session session, Page page, ConversionEnds ends, ExportSummary summary) {
        page.line("Made " + ends.to() + ", an export of v0.7.3, from " + ends.from() + ", in "
                + Figures.duration(session.elapsed()) + ".");
        page.line("The source was only read: nothing in it has changed.");
        page.heading("LEDGER");
        var lines = new EnumMap<Family, Line>(Family.class);
        for (var part : summary.lines()) {
            var line = lines.computeIfAbsent(part.family(), family -> new Line());
            line.read += part.records();
            if (part.omission().isEmpty()) {
                line.written += part.records();
            } else {
                line.reasons.add(Figures.count(part.records()) + " "
                        + part.omission().get().text());
            }
        }
        var table = new TextTable("lrrrl").row("", "read", "exported", "left out", "");
        lines.forEach((family, line) -> table.row(
                family.title(),
                Figures.count(line.read),
                Figures.count(line.written),
                line.read == line.written ? "" : Figures.count(line.read - line.written),
                String.join("; ", line.reasons)));
        table.row(
                "in all",
                Figures.count(summary.read()),
                Figures.count(summary.written()),
                Figures.count(summary.read() - summary.written()),
                "");
        page.table(table);
        if (summary.damagedBlobs() > 0) {
            page.blank();
            page.paragraph(Figures.count(summary.damagedBlobs(), "content")
                    + " exported as found, although damaged: it does not match its name (BLAKE3).");
        }
        page.heading("NEXT");
        page.paragraph("Prove it:");
        page.line("       " + verification(ends));
        page.flush();
    }

    private static String verification(ConversionEnds ends) {
        var arguments = new ArrayList<>(List.of(
                CoreCommand.program(),
                "verify",
                "--source",
                Shell.quote(ends.from().toString()),
                "--export",
                Shell.quote(ends.to().path().orElseThrow().toString())));
        arguments.addAll(ends.passwordOptions());
        return String.join(" ", arguments);
    }

    private static Json json(Session session, ConversionEnds ends, ExportSummary summary) {
        var families = new ArrayList<Map<String, @Nullable Object>>();
        for (var line : summary.lines()) {
            families.add(Json.object()
                    .put("family", InspectionJson.code(line.family()))
                    .put(
                            "leftOut",
                            line.omission()
                                    .map(omission -> omission.name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-')))
                    .put("records", line.records())
                    .put("bytes", line.bytes())
                    .values());
        }
        return Json.object()
                .put("command", "convert")
                .put("from", ends.from().toString())
                .put("to", ends.to().toString())
                .put("profile", ProfileOptions.Name.OFFICIAL.toString())
                .put("seconds", session.elapsed().toMillis() / 1000.0)
                .put("read", summary.read())
                .put("exported", summary.written())
                .put("damagedContents", summary.damagedBlobs())
                .put("families", families)
                .put("verification", verification(ends));
    }
}
