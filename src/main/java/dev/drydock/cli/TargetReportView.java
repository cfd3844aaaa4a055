package dev.drydock.cli;

import dev.drydock.conversion.TargetReport;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what is in a v0.8.0 store. */
final class TargetReportView {

    private static final int ACCOUNTS_SHOWN = 40;

    private TargetReportView() {}

    static void print(Session session, TargetReport report) {
        if (session.json()) {
            session.out().println(json(report));
        } else {
            text(new Page(session.out()), report);
        }
    }

    private static void text(Page page, TargetReport report) {
        page.line(report.name() + ": a store of v0.8.0 already; there is nothing to upgrade");
        page.heading("RECORDS");
        var records = new TextTable("llrr");
        report.letters()
                .forEach((letter, size) -> records.row(
                        String.valueOf(letter.letter()),
                        letter.title(),
                        Figures.count(size.records()),
                        Figures.size(size.bytes())));
        records.row("", "in all", Figures.count(report.records()), Figures.size(report.bytes()));
        page.table(records);

        page.heading("ACCOUNTS");
        var accounts = new TextTable("llrrr").row("name", "type", "messages", "mailboxes", "used");
        report.accounts().stream()
                .limit(ACCOUNTS_SHOWN)
                .forEach(account -> accounts.row(
                        account.name().orElse("(no name, id " + Figures.id(account.id()) + ")"),
                        account.type(),
                        Figures.count(account.messages()),
                        Figures.count(account.mailboxes()),
                        Figures.size(account.used())));
        page.table(accounts);
        if (report.accounts().size() > ACCOUNTS_SHOWN) {
            page.paragraph("and " + (report.accounts().size() - ACCOUNTS_SHOWN) + " more; --json lists them all");
        }

        page.heading("QUEUE AND INDEX");
        page.paragraph(Figures.count(report.queuedMessages(), "queued message")
                + (report.misreadQueuedMessages() + report.unreadableQueuedMessages() == 0
                        ? ""
                        : ": v0.8.0 cannot read " + Figures.count(report.unreadableQueuedMessages())
                                + " of them, and reads " + Figures.count(report.misreadQueuedMessages()) + " wrongly"));
        page.paragraph(Figures.count(report.indexWork(), "message") + " still to be put into the full-text index");
        page.flush();
    }

    private static Json json(TargetReport report) {
        var letters = new ArrayList<Map<String, @Nullable Object>>();
        report.letters()
                .forEach((letter, size) -> letters.add(Json.object()
                        .put("letter", String.valueOf(letter.letter()))
                        .put("title", letter.title())
                        .put("records", size.records())
                        .put("bytes", size.bytes())
                        .values()));
        return Json.object()
                .put("command", "inspect")
                .put("store", report.name())
                .put("version", "v0.8.0")
                .put("kind", "store")
                .put("records", report.records())
                .put("bytes", report.bytes())
                .put("letters", letters)
                .put(
                        "totals",
                        Json.object().put("accounts", report.accounts().size()).put("messages", report.messages()))
                .put(
                        "accounts",
                        report.accounts().stream()
                                .map(account -> Json.object()
                                        .put("id", Integer.toUnsignedLong(account.id()))
                                        .put("name", account.name())
                                        .put("type", account.type())
                                        .put("used", account.used())
                                        .put("messages", account.messages())
                                        .put("mailboxes", account.mailboxes())
                                        .values())
                                .toList())
                .put(
                        "queue",
                        Json.object()
                                .put("messages", report.queuedMessages())
                                .put("misread", report.misreadQueuedMessages())
                                .put("unreadable", report.unreadableQueuedMessages()))
                .put("indexWork", report.indexWork());
    }
}
