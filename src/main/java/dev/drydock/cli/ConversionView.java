package dev.drydock.cli;

import dev.drydock.conversion.SavedFiles;
import dev.drydock.layout.v073.Family;
import dev.drydock.translate.Ledger;
import dev.drydock.translate.Note;
import dev.drydock.translate.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints what a conversion has made of every record, and what to do next. */
final class ConversionView {

    private static final int NOTES_SHOWN = 10;

    private ConversionView() {}

    /** A conversion that was finished. */
    record Outcome(ConversionEnds ends, ProfileOptions options, Ledger ledger, SavedFiles saved) {

        String verification() {
            var arguments = new ArrayList<>(List.of(
                    CoreCommand.program(),
                    "verify",
                    "--source",
                    Shell.quote(ends.from().toString()),
                    "--target",
                    Shell.quote(ends.to().toString())));
            arguments.addAll(ends.passwordOptions());
            arguments.addAll(options.arguments());
            return String.join(" ", arguments);
        }
    }

    static void print(Session session, Outcome outcome) {
        if (session.json()) {
            session.out().println(json(session, outcome));
        } else {
            text(session, new Page(session.out()), outcome);
        }
    }

    private static void text(Session session, Page page, Outcome outcome) {
        page.line("Made " + outcome.ends().to() + ", a store of v0.8.0, from "
                + outcome.ends().from() + ", profile " + outcome.options().name() + ", in "
                + Figures.duration(session.elapsed()) + ".");
        page.line("The source was only read: nothing in it has changed.");
        ledger(page, outcome.ledger());
        notes(page, outcome.ledger());
        if (outcome.saved().count() > 0) {
            page.heading("SAVED AS FILES");
            page.paragraph(Figures.count(outcome.saved().count(), "record") + " in "
                    + outcome.saved().location() + "; " + SavedFiles.INDEX + " says what each is");
        }
        page.heading("NEXT");
        page.paragraph("1. ", "Prove it, before any server is started on it:");
        page.line("       " + outcome.verification());
        page.paragraph(
                "2. ",
                outcome.ends().to().path().isPresent()
                        ? "Give it to the account that v0.8.0 runs as (chown -R), where that is not you."
                        : "Give its tables to the account that v0.8.0 connects with, where that is another.");
        page.paragraph("3. ", "Keep the old store until the new one has served for a while.");
        page.flush();
    }

    private static void ledger(Page page, Ledger ledger) {
        page.heading("LEDGER");
        var table = new TextTable("lrrrrl").row("", "read", "carried", "written", "not carried", "");
        var sums = new long[4];
        ledger.lines().forEach((family, line) -> {
            var not = line.units() - line.carried();
            sums[0] += line.units();
            sums[1] += line.carried();
            sums[2] += line.written();
            sums[3] += not;
            table.row(
                    family == Family.BITMAP ? "bitmap (document ids)" : family.title(),
                    Figures.count(line.units()),
                    Figures.count(line.carried()),
                    Figures.count(line.written()),
                    not == 0 ? "" : Figures.count(not),
                    reasons(line));
        });
        table.row(
                "in all",
                Figures.count(sums[0]),
                Figures.count(sums[1]),
                Figures.count(sums[2]),
                Figures.count(sums[3]),
                ledger.closes() ? "the sums close" : "the sums DO NOT close");
        page.table(table);
    }

    private static String reasons(Ledger.Line line) {
        var reasons = new ArrayList<String>();
        line.notCarried()
                .forEach((reason, units) -> reasons.add((line.notCarried().size() > 1 ? Figures.count(units) + " " : "")
                        + weight(reason)
                        + reason.title()));
        return String.join("; ", reasons);
    }

    private static String weight(Reason reason) {
        return reason.weight() == Reason.Weight.LOSS ? "LOST: " : "";
    }

    private static void notes(Page page, Ledger ledger) {
        if (ledger.notes().isEmpty()) {
            return;
        }
        page.heading("NOTES");
        ledger.noteCounts().forEach((code, count) -> {
            ledger.notes().stream()
                    .filter(note -> note.code().equals(code))
                    .limit(NOTES_SHOWN)
                    .forEach(note -> page.paragraph("- ", note.text() + "."));
            if (count > NOTES_SHOWN) {
                page.paragraph("- ", "and " + Figures.count(count - NOTES_SHOWN) + " more of this kind (" + code + ")");
            }
        });
    }

    private static Json json(Session session, Outcome outcome) {
        var ledger = outcome.ledger();
        var families = new ArrayList<Map<String, @Nullable Object>>();
        ledger.lines().forEach((family, line) -> families.add(family(family, line)));
        return Json.object()
                .put("command", "convert")
                .put("from", outcome.ends().from().toString())
                .put("to", outcome.ends().to().toString())
                .put("profile", outcome.options().name().toString())
                .put("seconds", session.elapsed().toMillis() / 1000.0)
                .put("closes", ledger.closes())
                .put("families", families)
                .put("notes", ledger.notes().stream().map(ConversionView::note).toList())
                .put("noteCounts", ledger.noteCounts())
                .put(
                        "saved",
                        Json.object()
                                .put("records", outcome.saved().count())
                                .put(
                                        "directory",
                                        outcome.saved().count() == 0
                                                ? Optional.empty()
                                                : Optional.of(outcome.saved().location())))
                .put("verification", outcome.verification());
    }

    private static Map<String, @Nullable Object> family(Family family, Ledger.Line line) {
        var notCarried = Json.object();
        line.notCarried()
                .forEach((reason, units) ->
                        notCarried.put(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), units));
        return Json.object()
                .put("family", InspectionJson.code(family))
                .put("records", line.records())
                .put("bytes", line.bytes())
                .put("read", line.units())
                .put("carried", line.carried())
                .put("written", line.written())
                .put("notCarried", notCarried)
                .values();
    }

    private static Map<String, @Nullable Object> note(Note note) {
        return Json.object().put("code", note.code()).put("text", note.text()).values();
    }
}
