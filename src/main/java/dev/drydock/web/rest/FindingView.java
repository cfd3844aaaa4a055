package dev.drydock.web.rest;

import dev.drydock.installation.Finding;
import java.util.List;
import java.util.Locale;

/**
 * One thing that the checks have seen.
 *
 * @param grade {@code pass}, {@code skip}, {@code notice}, {@code warn} or {@code fail}
 * @param code stable, for scripts
 * @param whatToDo empty where nothing is to be done
 */
public record FindingView(String grade, String code, String text, String whatToDo) {

    static FindingView of(Finding finding) {
        return new FindingView(
                finding.grade().name().toLowerCase(Locale.ROOT), finding.code(), finding.text(), finding.whatToDo());
    }

    static List<FindingView> of(List<Finding> findings) {
        return findings.stream().map(FindingView::of).toList();
    }
}
