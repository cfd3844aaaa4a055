package dev.drydock.upgrade.preflight;

import dev.drydock.installation.Finding;
import dev.drydock.installation.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the checks have found.
 *
 * @param at when they were begun
 * @param took how long they took
 * @param findings all of them, worst first
 * @param contents of the old store by family, in the order of the layout; null where it was not read to its end
 * @param forecast of the upgrade; null where it is over, or could not be made
 */
public record PreflightReport(
        Instant at,
        Duration took,
        List<Finding> findings,
        @Nullable List<FamilySize> contents,
        @Nullable Forecast forecast) {

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

    /** The findings by what they are about, which is what their codes begin with; the topic of the worst one first. */
    public Map<String, List<Finding>> byTopic() {
        var topics = new LinkedHashMap<String, List<Finding>>();
        for (var finding : findings) {
            var topic = finding.code().split("\\.", 2)[0];
            topics.computeIfAbsent(topic, key -> new ArrayList<>()).add(finding);
        }
        return topics;
    }

    /** Whether nothing forbids the upgrade. */
    public boolean allowsStart() {
        return findings.stream().noneMatch(finding -> finding.grade() == Grade.FAIL);
    }
}
