package dev.drydock.upgrade.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.installation.Finding;
import dev.drydock.installation.Grade;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for what a planted trap must bring about. */
final class Trap {

    private Trap() {}

    /** The finding of a grade and a code, which names all of these words; it tells what to do where it is grave. */
    static Finding assertFound(PreflightReport report, Grade grade, String code, Object... words) {
        var found = report.findings().stream()
                .filter(finding -> finding.grade() == grade && finding.code().equals(code))
                .toList();
        assertThat(found)
                .as(grade + " " + code + " among\n" + SmallInstallation.all(report))
                .isNotEmpty();
        var texts = found.stream().map(Finding::toString).collect(Collectors.joining("\n"));
        for (var word : words) {
            assertThat(texts).contains(String.valueOf(word));
        }
        if (grade == Grade.FAIL || grade == Grade.WARN) {
            assertThat(found).allMatch(finding -> !finding.whatToDo().isEmpty());
        }
        assertThat(found).allMatch(finding -> !finding.text().endsWith("."));
        return found.get(0);
    }

    /** That nothing but the planted is wrong. */
    static void assertNothingElse(PreflightReport report, String... codes) {
        assertThat(grave(report)).isSubsetOf(List.of(codes));
    }

    static Set<String> grave(PreflightReport report) {
        return report.findings().stream()
                .filter(finding -> finding.grade() == Grade.FAIL || finding.grade() == Grade.WARN)
                .map(Finding::code)
                .collect(Collectors.toSet());
    }
}
