package dev.drydock.cli;

import dev.drydock.export.ExportChecker;
import dev.drydock.export.ExportReport;
import dev.drydock.export.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reads an export to its last byte and says what is wrong with it. */
@Command(
        name = "check-export",
        description = {
            "Read an export to its last byte and say what is wrong with it.",
            "That nothing is missing is proven by verify only. Status 1 where there is an error."
        },
        footerHeading = "%nExample:%n",
        footer = "  drydock check-export /opt/stalwart-mail/export")
final class CheckExportCommand extends CoreCommand {

    private static final String SCHEME = "export:";

    @Parameters(paramLabel = "DIR", description = "The directory that was given to --export.")
    private Path directory;

    @Override
    int run(Session session) throws Exception {
        var name = directory.toString();
        var path = name.startsWith(SCHEME) ? Path.of(name.substring(SCHEME.length())) : directory;
        try (var scratch = session.scratch()) {
            var report = ExportChecker.check(path, scratch.path(), session.progress());
            session.clear();
            if (session.json()) {
                session.out().println(json(report));
            } else {
                text(new Page(session.out()), report);
            }
            return report.isSound() ? ExitStatus.DONE : ExitStatus.FAILED;
        }
    }

    private static void text(Page page, ExportReport report) {
        page.line("export:" + report.directory());
        page.heading("RECORDS");
        var table = new TextTable("lrr");
        var bytes = 0L;
        for (var family : report.tallies().keySet()) {
            var tally = report.tally(family);
            bytes += tally.bytes();
            table.row(family.title(), Figures.count(tally.records()), Figures.size(tally.bytes()));
        }
        table.row("in all", Figures.count(report.records()), Figures.size(bytes));
        page.table(table);
        if (!report.findings().isEmpty()) {
            page.heading("FINDINGS");
            report.findings()
                    .forEach(finding -> page.paragraph(String.format("%-7s  ", finding.grade()), finding.toString()));
        }
        page.blank();
        page.line(
                report.isSound()
                        ? "SOUND: " + Figures.count(report.warnings(), "warning")
                                + ". Whether all is there, only a comparison with the store tells: verify --export."
                        : "NOT SOUND: " + Figures.count(report.errors(), "error") + ", "
                                + Figures.count(report.warnings(), "warning") + ". Do not import it: export again.");
        page.flush();
    }

    private static Json json(ExportReport report) {
        var families = new ArrayList<Map<String, @Nullable Object>>();
        for (var family : report.tallies().keySet()) {
            families.add(Json.object()
                    .put("family", family.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .put("records", report.tally(family).records())
                    .put("bytes", report.tally(family).bytes())
                    .values());
        }
        return Json.object()
                .put("command", "check-export")
                .put("directory", report.directory())
                .put("sound", report.isSound())
                .put("errors", report.errors())
                .put("warnings", report.warnings())
                .put("records", report.records())
                .put("families", families)
                .put(
                        "findings",
                        report.findings().stream()
                                .map(CheckExportCommand::finding)
                                .toList());
    }

    private static Map<String, @Nullable Object> finding(Finding finding) {
        return Json.object()
                .put("grade", finding.grade().name())
                .put("file", finding.file())
                .put("offset", finding.offset())
                .put("structure", finding.structure())
                .put("text", finding.text())
                .values();
    }
}
