package dev.drydock.cli;

import dev.drydock.conversion.InspectionReport;
import dev.drydock.conversion.InspectionReport.Account;
import dev.drydock.conversion.InspectionReport.Finding;
import dev.drydock.conversion.InspectionReport.Grade;
import dev.drydock.layout.v073.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An inspection for scripts; the keys are described in docs/commands.md and do not change. */
final class InspectionJson {

    private InspectionJson() {}

    static Json of(InspectionReport report) {
        return Json.object()
                .put("command", "inspect")
                .put("store", report.name())
                .put("version", "v0.7.3")
                .put("kind", report.export() ? "export" : "store")
                .put("records", report.records())
                .put("bytes", report.bytes())
                .put("families", families(report))
                .put("totals", totals(report))
                .put(
                        "accounts",
                        report.accounts().stream().map(InspectionJson::account).toList())
                .put("contents", contents(report))
                .put("queue", queue(report))
                .put("reports", reports(report))
                .put(
                        "findings",
                        report.findings().stream().map(InspectionJson::finding).toList())
                .put("summary", summary(report));
    }

    /** The name of a family in JSON. */
    static String code(Family family) {
        return family.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<Map<String, @Nullable Object>> families(InspectionReport report) {
        var families = new ArrayList<Map<String, @Nullable Object>>();
        report.families()
                .forEach((family, size) -> families.add(Json.object()
                        .put("family", code(family))
                        .put("records", size.records())
                        .put("units", size.units())
                        .put("bytes", size.bytes())
                        .values()));
        return families;
    }

    private static Json totals(InspectionReport report) {
        return Json.object()
                .put("accounts", report.accounts().size())
                .put("domains", report.domains())
                .put("messages", report.messages())
                .put("mailboxes", report.mailboxes())
                .put("settings", report.settings());
    }

    private static Map<String, @Nullable Object> account(Account account) {
        return Json.object()
                .put("id", Integer.toUnsignedLong(account.id()))
                .put("name", account.name())
                .put("type", account.type())
                .put("description", account.description())
                .put("quota", account.quota())
                .put("used", account.used())
                .put("messages", account.messages())
                .put(
                        "mailboxes",
                        account.mailboxes().stream()
                                .map(mailbox -> Json.object()
                                        .put("id", Integer.toUnsignedLong(mailbox.id()))
                                        .put("name", mailbox.name())
                                        .put("messages", mailbox.messages())
                                        .put("nextUid", mailbox.nextUid())
                                        .values())
                                .toList())
                .values();
    }

    private static Json contents(InspectionReport report) {
        var contents = report.contents();
        return Json.object()
                .put("links", contents.links())
                .put("present", contents.present())
                .put("compressed", contents.compressed())
                .put("missing", contents.missing());
    }

    private static Json queue(InspectionReport report) {
        var queue = report.queue();
        return Json.object()
                .put("messages", queue.messages())
                .put("events", queue.events())
                .put("recipients", queue.recipients())
                .put("bytes", queue.bytes())
                .put("misreadAfterOfficial", queue.misreadAfterOfficial())
                .put("unreadableAfterOfficial", queue.unreadableAfterOfficial())
                .put("unreadable", queue.unreadable());
    }

    private static Json reports(InspectionReport report) {
        var reports = report.reports();
        return Json.object()
                .put("dmarcToSend", reports.dmarcToSend())
                .put("tlsToSend", reports.tlsToSend())
                .put("dmarcReceived", reports.dmarcReceived())
                .put("tlsReceived", reports.tlsReceived())
                .put("arfReceived", reports.arfReceived());
    }

    private static Map<String, @Nullable Object> finding(Finding finding) {
        return Json.object()
                .put("grade", finding.grade().name())
                .put("code", finding.code())
                .put("count", finding.count())
                .put("text", finding.text())
                .put("nextStep", finding.nextStep())
                .put("examples", finding.examples())
                .values();
    }

    private static Json summary(InspectionReport report) {
        var summary = Json.object();
        for (var grade : Grade.values()) {
            summary.put(
                    grade.name(),
                    report.findings().stream()
                            .filter(finding -> finding.grade() == grade)
                            .count());
        }
        return summary;
    }
}
