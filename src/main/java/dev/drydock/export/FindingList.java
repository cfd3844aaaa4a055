package dev.drydock.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects findings: a few of each kind, and of the others how many there are, so that memory does not grow. */
final class FindingList {

    private static final int MOST_OF_A_KIND = 20;

    private record Kind(Finding.Grade grade, String file, String structure) {}

    private final Map<Kind, List<Finding>> kept = new LinkedHashMap<>();
    private final Map<Kind, Long> counts = new LinkedHashMap<>();
    private final Map<Finding.Grade, Long> byGrade = new EnumMap<>(Finding.Grade.class);

    void add(Finding finding) {
        var kind = new Kind(finding.grade(), finding.file(), finding.structure());
        counts.merge(kind, 1L, Long::sum);
        byGrade.merge(finding.grade(), 1L, Long::sum);
        var some = kept.computeIfAbsent(kind, k -> new ArrayList<>());
        if (some.size() < MOST_OF_A_KIND) {
            some.add(finding);
        }
    }

    long count(Finding.Grade grade) {
        return byGrade.getOrDefault(grade, 0L);
    }

    List<Finding> sorted() {
        var all = new ArrayList<Finding>();
        kept.forEach((kind, some) -> {
            all.addAll(some);
            var more = counts.getOrDefault(kind, 0L) - some.size();
            if (more > 0) {
                all.add(Finding.of(kind.grade(), kind.file(), kind.structure(), more + " more of this kind"));
            }
        });
        all.sort(Comparator.comparing(Finding::grade));
        return all;
    }
}
