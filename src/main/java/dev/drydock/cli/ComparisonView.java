package dev.drydock.cli;

import dev.drydock.conversion.Comparison;
import dev.drydock.conversion.Difference;
import dev.drydock.export.ExportComparison;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.Letter.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints what comparisons have shown. */
final class ComparisonView {

    private static final int SHOWN = 30;

    private ComparisonView() {}

    /**
     * One comparison.
     *
     * @param entries of an export, all its entries one by one; made only where the comparison of what becomes of them
     *     has found no difference
     */
    record Compared(Comparison comparison, Optional<ExportComparison> entries) {

        boolean isEqual() {
            return comparison.isEqual() && entries.map(ExportComparison::isSame).orElse(true);
        }
    }

    static void print(Session session, ProfileOptions.Name profile, List<Compared> comparisons) {
        if (session.json()) {
            session.out().println(json(session, profile, comparisons));
            return;
        }
        var page = new Page(session.out());
        for (var compared : comparisons) {
            text(page, compared.comparison());
            compared.entries().ifPresent(entries -> entries(page, entries));
            verdict(page, compared);
        }
        page.flush();
    }

    private static void text(Page page, Comparison comparison) {
        page.line("Compared " + comparison.found() + " with what " + comparison.expected() + " has to become.");
        page.heading("RECORDS");
        var table = new TextTable("llrrrrr").row("", "", "expected", "found", "missing", "added", "changed");
        var sums = new long[5];
        comparison.lines().forEach((letter, line) -> {
            if (line.expected() == 0 && line.found() == 0) {
                return;
            }
            long[] counts = {line.expected(), line.found(), line.missing(), line.added(), line.changed()};
            var cells = new String[7];
            cells[0] = String.valueOf(letter.letter());
            cells[1] = letter.title();
            for (var i = 0; i < counts.length; i++) {
                sums[i] += counts[i];
                cells[i + 2] = i > 1 && counts[i] == 0 ? "" : Figures.count(counts[i]);
            }
            table.row(cells);
        });
        table.row(
                "",
                "in all",
                Figures.count(sums[0]),
                Figures.count(sums[1]),
                Figures.count(sums[2]),
                Figures.count(sums[3]),
                Figures.count(sums[4]));
        page.table(table);
        if (!comparison.notCompared().isEmpty()) {
            page.blank().paragraph("Not compared: ", titles(comparison));
        }
        differences(page, comparison);
        damaged(page, comparison);
        comparison.hints().forEach(hint -> page.blank().paragraph("> ", hint));
    }

    private static String titles(Comparison comparison) {
        return comparison.notCompared().stream().map(Letter::title).collect(Collectors.joining(", "));
    }

    private static void entries(Page page, ExportComparison entries) {
        page.heading("ENTRIES OF THE EXPORT");
        page.paragraph(
                Figures.count(entries.entries()) + " expected, " + Figures.count(entries.missing()) + " missing, "
                        + Figures.count(entries.added()) + " added, " + Figures.count(entries.changed())
                        + " changed; with those that the import leaves out");
        entries.first().stream().limit(SHOWN).forEach(difference -> page.paragraph("- ", difference.toString()));
    }

    private static void differences(Page page, Comparison comparison) {
        if (comparison.differenceCount() == 0) {
            return;
        }
        page.heading("DIFFERENCES");
        comparison.differences().stream().limit(SHOWN).forEach(difference -> {
            page.paragraph(String.format("%-8s  ", word(difference)), difference.description() + values(difference));
            page.line("            " + difference.letter().letter() + " " + difference.keyHex());
        });
        var more = comparison.differenceCount()
                - Math.min(SHOWN, comparison.differences().size());
        if (more > 0) {
            page.paragraph("and " + Figures.count(more) + " more"
                    + (comparison.differences().size() > SHOWN
                            ? "; --json lists the first "
                                    + comparison.differences().size()
                            : ""));
        }
    }

    private static String values(Difference difference) {
        return difference.letter().shape() == Shape.COUNTER && difference.kind() == Difference.Kind.CHANGED
                ? ": " + Figures.count(difference.expected()) + " expected, " + Figures.count(difference.found())
                        + " found"
                : "";
    }

    private static String word(Difference difference) {
        return difference.kind().name().toLowerCase(Locale.ROOT);
    }

    private static void damaged(Page page, Comparison comparison) {
        if (comparison.damagedCount() == 0) {
            return;
        }
        page.heading("DAMAGED CONTENTS");
        comparison.damagedContents().stream().limit(SHOWN).forEach(hash -> page.paragraph(hash));
        if (comparison.damagedCount() > SHOWN) {
            page.paragraph("and " + Figures.count(comparison.damagedCount() - SHOWN) + " more");
        }
    }

    private static void verdict(Page page, Compared compared) {
        var comparison = compared.comparison();
        page.blank();
        if (compared.isEqual()) {
            page.line("EQUAL" + (comparison.notCompared().isEmpty() ? "" : ", in what was compared")
                    + ": every record is there and as it has to be, and every content matches its name (BLAKE3).");
            return;
        }
        var differences = comparison.differenceCount()
                + compared.entries()
                        .map(entries -> entries.missing() + entries.added() + entries.changed())
                        .orElse(0L);
        page.line("NOT EQUAL: " + Figures.count(differences, "difference") + ", "
                + Figures.count(comparison.damagedCount(), "damaged content") + ".");
        page.paragraph(
                "> ",
                "Do not start v0.8.0 on it. If it was made with other options, verify with the same; if a server has run"
                        + " on it since, it is no longer comparable: make it anew. Else look at the records above.");
    }

    private static Json json(Session session, ProfileOptions.Name profile, List<Compared> comparisons) {
        return Json.object()
                .put("command", "verify")
                .put("profile", profile.toString())
                .put("equal", comparisons.stream().allMatch(Compared::isEqual))
                .put("seconds", session.elapsed().toMillis() / 1000.0)
                .put(
                        "comparisons",
                        comparisons.stream().map(ComparisonView::comparison).toList());
    }

    private static Map<String, @Nullable Object> comparison(Compared compared) {
        var comparison = compared.comparison();
        var letters = new ArrayList<Map<String, @Nullable Object>>();
        comparison
                .lines()
                .forEach((letter, line) -> letters.add(Json.object()
                        .put("letter", String.valueOf(letter.letter()))
                        .put("title", letter.title())
                        .put("expected", line.expected())
                        .put("found", line.found())
                        .put("missing", line.missing())
                        .put("added", line.added())
                        .put("changed", line.changed())
                        .values()));
        return Json.object()
                .put("expected", comparison.expected())
                .put("found", comparison.found())
                .put("equal", compared.isEqual())
                .put("letters", letters)
                .put(
                        "notCompared",
                        comparison.notCompared().stream()
                                .map(letter -> String.valueOf(letter.letter()))
                                .toList())
                .put("differenceCount", comparison.differenceCount())
                .put(
                        "differences",
                        comparison.differences().stream()
                                .map(ComparisonView::difference)
                                .toList())
                .put("damagedCount", comparison.damagedCount())
                .put("damagedContents", comparison.damagedContents())
                .put("hints", comparison.hints())
                .put(
                        "entries",
                        compared.entries()
                                .map(entries -> Json.object()
                                        .put("expected", entries.entries())
                                        .put("missing", entries.missing())
                                        .put("added", entries.added())
                                        .put("changed", entries.changed())
                                        .put(
                                                "first",
                                                entries.first().stream()
                                                        .map(Object::toString)
                                                        .toList())
                                        .values()))
                .values();
    }

    private static Map<String, @Nullable Object> difference(Difference difference) {
        var json = Json.object()
                .put("kind", word(difference))
                .put("letter", String.valueOf(difference.letter().letter()))
                .put("key", difference.keyHex())
                .put("description", difference.description());
        if (difference.letter().shape() == Shape.COUNTER) {
            json.put("expected", difference.expected()).put("found", difference.found());
        }
        return json.values();
    }
}
