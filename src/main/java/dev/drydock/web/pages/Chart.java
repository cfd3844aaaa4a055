package dev.drydock.web.pages;

import dev.drydock.upgrade.UpgradeReport;
import dev.drydock.web.rest.CheckView;
import dev.drydock.web.rest.PhaseView;
import dev.drydock.web.rest.StepView;
import dev.drydock.web.rest.UpgradeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * Bars beside the numbers of a table, one to a row. The numbers say all of it; the bars let it be seen at a glance.
 *
 * @param rows in order
 */
public record Chart(List<Row> rows) {

    /** What a bar is measured in: the whole width. */
    private static final double WIDTH = 100;

    /** What is not nothing can be seen. */
    private static final double LEAST = 0.6;

    /** The only step of the last phase in which mail still stands still. */
    private static final String DOORS = "start.server";

    /**
     * One row.
     *
     * @param label what it is of
     * @param value the number itself
     * @param from where the bar begins, in hundredths of the width
     * @param width of the bar, likewise
     */
    public record Row(String label, double value, double from, double width) {}

    /** Where the time went in which mail stood still: each phase begins where the one before it ended. */
    static Chart ofStoppedTime(UpgradeReport report, List<PhaseView> phases) {
        return report.takenBack() ? ofWayThereAndBack(report) : ofWayThere(phases);
    }

    private static Chart ofWayThereAndBack(UpgradeReport report) {
        var labels = new ArrayList<String>();
        var seconds = new ArrayList<Double>();
        var back = 0.0;
        for (var phase : report.phases()) {
            back += phase.secondsBack() == null ? 0 : phase.secondsBack();
            var there = phase.seconds();
            if (there != null && there > 0 && !phase.name().equals("prepare")) {
                labels.add(phase.title());
                seconds.add(there);
            }
        }
        labels.add("Going back");
        seconds.add(back);
        return oneAfterTheOther(labels, seconds);
    }

    private static Chart ofWayThere(List<PhaseView> phases) {
        var labels = new ArrayList<String>();
        var seconds = new ArrayList<Double>();
        for (var phase : phases) {
            var took = phase.steps().stream()
                    .filter(step -> isStopped(phase, step))
                    .map(StepView::seconds)
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .sum();
            if (took > 0) {
                labels.add(phase.title());
                seconds.add(took);
            }
        }
        return oneAfterTheOther(labels, seconds);
    }

    private static boolean isStopped(PhaseView phase, StepView step) {
        return switch (phase.name()) {
            case "prepare" -> false;
            case "start" -> step.name().equals(DOORS);
            default -> true;
        };
    }

    /** The same as it is expected, at the longest; empty where nobody knows. */
    static Chart ofForecast(UpgradeView upgrade) {
        var labels = new ArrayList<String>();
        var seconds = new ArrayList<Double>();
        var forecast = upgrade.forecast();
        if (forecast != null) {
            for (var time : forecast.phases()) {
                var likely = time.likely();
                if (time.mailIsStopped() && likely != null && likely > 0) {
                    labels.add(title(upgrade, time.phase()));
                    seconds.add(likely.doubleValue());
                }
            }
        }
        return oneAfterTheOther(labels, seconds);
    }

    private static String title(UpgradeView upgrade, String phase) {
        return upgrade.phases().stream()
                .filter(known -> known.name().equals(phase))
                .map(PhaseView::title)
                .findFirst()
                .orElse(phase);
    }

    /** What the checks have seen in the old store; empty where it could not be read. */
    static Chart ofContents(UpgradeView upgrade, ToLongFunction<CheckView.FamilyView> figure) {
        var checks = upgrade.checks();
        var contents = checks == null ? null : checks.contents();
        return contents == null
                ? new Chart(List.of())
                : side(
                        contents.stream().map(CheckView.FamilyView::family).toList(),
                        contents.stream()
                                .map(family -> (double) figure.applyAsLong(family))
                                .toList());
    }

    static Chart ofRecords(List<UpgradeReport.FamilyAccount> families) {
        return side(
                families.stream().map(UpgradeReport.FamilyAccount::family).toList(),
                families.stream().map(family -> (double) family.units()).toList());
    }

    static Chart ofBytes(List<UpgradeReport.FamilyAccount> families) {
        return side(
                families.stream().map(UpgradeReport.FamilyAccount::family).toList(),
                families.stream().map(family -> (double) family.bytes()).toList());
    }

    /** Bars that all begin at the left, the longest over the whole width. */
    static Chart side(List<String> labels, List<Double> values) {
        var most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        var rows = new ArrayList<Row>();
        for (var i = 0; i < labels.size(); i++) {
            rows.add(new Row(labels.get(i), values.get(i), 0, width(values.get(i), most)));
        }
        return new Chart(rows);
    }

    /** Bars that follow each other over the whole width. */
    static Chart oneAfterTheOther(List<String> labels, List<Double> values) {
        var all = values.stream().mapToDouble(Double::doubleValue).sum();
        var rows = new ArrayList<Row>();
        var before = 0.0;
        for (var i = 0; i < labels.size(); i++) {
            var width = width(values.get(i), all);
            rows.add(new Row(
                    labels.get(i), values.get(i), Math.min(round(before / all * WIDTH), round(WIDTH - width)), width));
            before += values.get(i);
        }
        return new Chart(rows);
    }

    private static double width(double value, double whole) {
        return value <= 0 || whole <= 0 ? 0 : round(Math.max(LEAST, value / whole * WIDTH));
    }

    private static double round(double number) {
        return Math.round(number * 100) / 100.0;
    }

    /** Whether there is anything to show. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
