package dev.drydock.upgrade.preflight;

import dev.drydock.installation.Finding;
import dev.drydock.installation.Grade;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the checks have found.
 *
 * @param at when they were run
 * @param findings all of them, worst first
 */
public record PreflightReport(Instant at, List<Finding> findings) {

    public PreflightReport {
        findings = findings.stream()
                .sorted((one, other) -> other.grade().compareTo(one.grade()))
                .toList();
    }

    /** How many there are of each grade. */
    public Map<Grade, Long> counts() {
        var counts = new EnumMap<Grade, Long>(Grade.class);
        for (var grade : Grade.values()) {
            counts.put(
                    grade,
                    findings.stream()
                            .filter(finding -> finding.grade() == grade)
                            .count());
        }
        return counts;
    }

    /** Whether nothing forbids the upgrade. */
    public boolean allowsStart() {
        return findings.stream().noneMatch(finding -> finding.grade() == Grade.FAIL);
    }
}
