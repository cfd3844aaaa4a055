package dev.drydock.web.rest;

import dev.drydock.upgrade.preflight.PreflightReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the checks have found.
 *
 * @param counts by grade
 * @param allowsStart whether none of them forbids the upgrade
 * @param findings worst first; null where they are left out for shortness
 */
public record CheckView(
        Instant at,
        Map<String, Long> counts,
        boolean allowsStart,
        @Nullable List<FindingView> findings) {

    static CheckView of(PreflightReport report, boolean withFindings) {
        var counts = new TreeMap<String, Long>();
        report.counts().forEach((grade, count) -> counts.put(grade.name().toLowerCase(Locale.ROOT), count));
        return new CheckView(
                report.at(), counts, report.allowsStart(), withFindings ? FindingView.of(report.findings()) : null);
    }
}
