package dev.drydock.cli;

import dev.drydock.conversion.InspectionReport;
import dev.drydock.conversion.InspectionReport.Account;
import dev.drydock.conversion.InspectionReport.Finding;
import dev.drydock.conversion.InspectionReport.Grade;
import dev.drydock.layout.v073.Family;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Prints an inspection for people: what needs them last, where the terminal still shows it. */
final class InspectionText {

    /** More accounts than that are counted, and listed only in JSON. */
    private static final int ACCOUNTS_SHOWN = 40;

    private static final int MAILBOXES_SHOWN = 12;

    private final Page page;
    private final InspectionReport report;

    InspectionText(Page page, InspectionReport report) {
        this.page = page;
        this.report = report;
    }

    void print() {
        page.line(report.name() + ": " + (report.export() ? "an export of v0.7.3" : "a store of v0.7.3"));
        records();
        accounts();
        queue();
        findings();
        page.flush();
    }

    private void records() {
        page.heading("RECORDS");
        var table = new TextTable("lrrl");
        report.families()
                .forEach((family, size) -> table.row(
                        family.title(),
                        Figures.count(size.records()),
                        Figures.size(size.bytes()),
                        family == Family.BITMAP ? Figures.count(size.units(), "document id") : ""));
        table.row("in all", Figures.count(report.records()), Figures.size(report.bytes()), "");
        page.table(table);
    }

    private void accounts() {
        page.heading("ACCOUNTS");
        page.paragraph(Figures.count(report.accounts().size(), "account") + ", "
                + Figures.count(report.messages(), "message") + " in " + mailboxes(report.mailboxes()) + ", "
                + Figures.count(report.domains(), "domain") + ", " + Figures.count(report.settings(), "setting"));
        if (report.accounts().isEmpty()) {
            return;
        }
        page.blank();
        var table = new TextTable("llrrr").row("name", "type", "messages", "used", "quota");
        var shown = new ArrayList<>(report.accounts());
        if (shown.size() > ACCOUNTS_SHOWN) {
            shown.sort(Comparator.comparing(Account::messages).reversed());
        }
        shown.stream().limit(ACCOUNTS_SHOWN).forEach(account -> {
            var quota = account.quota();
            table.row(
                    name(account),
                    account.type(),
                    Figures.count(account.messages()),
                    Figures.size(account.used()),
                    quota.isPresent() ? Figures.size(quota.getAsLong()) : "none");
        });
        var lines = table.lines();
        page.line("  " + lines.get(0));
        for (var i = 1; i < lines.size(); i++) {
            page.line("  " + lines.get(i));
            var mailboxes = mailboxes(shown.get(i - 1));
            if (!mailboxes.isEmpty()) {
                page.paragraph("  ", mailboxes);
            }
        }
        if (shown.size() > ACCOUNTS_SHOWN) {
            page.paragraph("and " + Figures.count(shown.size() - (long) ACCOUNTS_SHOWN)
                    + " more with fewer messages; --json lists them all");
        }
    }

    private static String mailboxes(long count) {
        return Figures.count(count) + (count == 1 ? " mailbox" : " mailboxes");
    }

    private static String name(Account account) {
        return account.name().orElse("(no name, id " + Figures.id(account.id()) + ")");
    }

    private static String mailboxes(Account account) {
        var all = account.mailboxes();
        var shown = all.stream()
                .limit(MAILBOXES_SHOWN)
                .map(mailbox -> mailbox.name().orElse("(mailbox " + Figures.id(mailbox.id()) + ")") + " "
                        + Figures.count(mailbox.messages()))
                .collect(Collectors.joining(", "));
        return all.size() > MAILBOXES_SHOWN ? shown + " and " + (all.size() - MAILBOXES_SHOWN) + " more" : shown;
    }

    private void queue() {
        page.heading("QUEUE AND REPORTS");
        var queue = report.queue();
        var reports = report.reports();
        page.paragraph(Figures.count(queue.messages(), "queued message") + " of " + Figures.size(queue.bytes()) + " to "
                + Figures.count(queue.recipients(), "recipient") + ", " + Figures.count(queue.events(), "event"));
        if (report.export()) {
            return;
        }
        page.paragraph("reports to send: " + Figures.count(reports.dmarcToSend()) + " DMARC, "
                + Figures.count(reports.tlsToSend()) + " TLS; received: " + Figures.count(reports.dmarcReceived())
                + " DMARC, " + Figures.count(reports.tlsReceived()) + " TLS, " + Figures.count(reports.arfReceived())
                + " ARF");
    }

    private void findings() {
        page.heading("CHECKS");
        report.findings().stream().sorted(Comparator.comparing(Finding::grade)).forEach(this::finding);
        page.blank();
        page.paragraph(summary());
    }

    private void finding(Finding finding) {
        var count = finding.count() > 0 ? " (" + Figures.count(finding.count()) + ")" : "";
        page.paragraph(String.format("%-6s  ", finding.grade()), finding.code() + count + ": " + finding.text());
        finding.examples().forEach(example -> page.paragraph("        - ", example));
        if (finding.count() > finding.examples().size() && !finding.examples().isEmpty()) {
            page.paragraph("        - ", "and more");
        }
        finding.nextStep().ifPresent(step -> page.paragraph("        > ", step + "."));
    }

    private String summary() {
        var counts = report.findings().stream().collect(Collectors.groupingBy(Finding::grade, Collectors.counting()));
        return report.findings().size() + " checks: " + counts.getOrDefault(Grade.PASS, 0L) + " passed, "
                + counts.getOrDefault(Grade.SKIP, 0L) + " skipped, " + counts.getOrDefault(Grade.NOTICE, 0L)
                + " to know of, " + counts.getOrDefault(Grade.WARN, 0L) + " warnings, "
                + counts.getOrDefault(Grade.FAIL, 0L) + " failed";
    }
}
