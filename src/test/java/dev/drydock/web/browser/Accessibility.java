package dev.drydock.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What axe finds on a page, by the rules of WCAG 2.2, levels A and AA, and by good practice. */
public final class Accessibility {

    private static final Logger LOG = LoggerFactory.getLogger(Accessibility.class);

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");
    private static final String GOOD_PRACTICE = "best-practice";
    private static final Set<String> FAILING = Set.of("serious", "critical");

    private Accessibility() {}

    /**
     * Looks at the page as it is now, in light and in dark. Fails on serious and critical violations of WCAG; lesser ones,
     * and what is only good practice, are told in the log of the test.
     */
    public static void assertSound(Page page) {
        var failures = new ArrayList<String>();
        try (var look = Look.at(page)) {
            for (ColorScheme scheme : Look.SCHEMES) {
                look.in(scheme);
                for (Rule violation : violations(page)) {
                    var text = Look.name(scheme) + ": " + text(violation);
                    if (fails(violation)) {
                        failures.add(text);
                    } else {
                        LOG.info("axe advises on {} in {}", page.url(), text);
                    }
                }
            }
        }
        assertThat(failures).as("what axe finds on " + page.url()).isEmpty();
    }

    private static List<Rule> violations(Page page) {
        var tags = new ArrayList<>(WCAG);
        tags.add(GOOD_PRACTICE);
        var results = new AxeBuilder(page).withTags(tags).analyze();
        assertThat(results.isErrored()).as(results.getErrorMessage()).isFalse();
        assertThat(results.getPasses()).as("rules of axe that this page keeps").isNotEmpty();
        return results.getViolations();
    }

    private static boolean fails(Rule violation) {
        return FAILING.contains(violation.getImpact())
                && violation.getTags().stream().anyMatch(WCAG::contains);
    }

    private static String text(Rule violation) {
        var targets = violation.getNodes().stream()
                .map(node -> "\n    " + node.getTarget() + "\n      " + node.getHtml())
                .collect(Collectors.joining());
        return violation.getImpact() + " " + violation.getId() + ": " + violation.getHelp() + " ("
                + violation.getHelpUrl() + ")" + targets;
    }
}
