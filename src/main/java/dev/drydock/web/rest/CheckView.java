package dev.drydock.web.rest;

import dev.drydock.upgrade.preflight.FamilySize;
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
 * @param contents of the old store by family; null where it was not read to its end, as while the server holds it
 */
public record CheckView(
        Instant at,
        Map<String, Long> counts,
        boolean allowsStart,
        @Nullable List<FindingView> findings,
        @Nullable List<FamilyView> contents) {

    /**
     * One family of records.
     *
     * @param bytes of keys and values
     */
    public record FamilyView(String family, long records, long bytes) {
        static @Nullable List<FamilyView> of(@Nullable List<FamilySize> contents) {
            return contents == null
                    ? null
                    : contents.stream()
                            .map(size -> new FamilyView(size.family(), size.records(), size.bytes()))
                            .toList();
        }
    }

    static CheckView of(PreflightReport report, boolean withFindings) {
        var counts = new TreeMap<String, Long>();
        report.counts().forEach((grade, count) -> counts.put(grade.name().toLowerCase(Locale.ROOT), count));
        return new CheckView(
                report.at(),
                counts,
                report.allowsStart(),
                withFindings ? FindingView.of(report.findings()) : null,
                FamilyView.of(report.contents()));
    }
}
