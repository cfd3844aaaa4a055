package dev.drydock.web.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What a test gets of the browser, and how it ends when its page met trouble. */
@WithBrowser
class VisitBrowserTest {

    /** Not found by the build, for one of them must fail. */
    @WithBrowser
    static class Troubled {
        @Test
        void keepsQuiet(Page page) {
            page.evaluate("() => console.error('planted')");
        }

        @Test
        void announces(Page page, Trouble trouble) {
            trouble.expect(Pattern.compile("planted"));
            page.evaluate("() => console.error('planted')");
        }
    }

    @Test
    void failsTheTestThatDidNotAnnounceItsTrouble() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Troubled.class))
                .execute()
                .testEvents()
                .assertStatistics(all -> all.started(2).failed(1).succeeded(1))
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("keepsQuiet"),
                                finishedWithFailure(message(text -> text.contains("console error: planted")))))
                .haveExactly(1, event(test("announces"), finishedSuccessfully()));
    }

    @Test
    void failsWhenAFurtherVisitEndsInTrouble(Chromium chromium) {
        var visit = chromium.visit();
        visit.page().evaluate("() => console.error('planted')");

        assertThatThrownBy(visit::close).hasMessageContaining("console error: planted");
    }

    @Test
    void sharesNothingWithAnotherVisit(Page page, Chromium chromium) throws Exception {
        try (var served = ServedPage.of("");
                var other = chromium.visit()) {
            page.navigate(served.address());
            page.evaluate("() => { document.cookie = 'planted=1'; localStorage.planted = 1; }");
            other.page().navigate(served.address());

            assertThat(other.page().evaluate("() => document.cookie + Object.keys(localStorage)"))
                    .isEqualTo("");
        }
    }

    @Test
    void looksAtPagesWithoutScript(Chromium chromium, @TempDir Path directory) throws Exception {
        var options = new Browser.NewContextOptions().setJavaScriptEnabled(false);
        try (var served = ServedPage.of("<p>Planted</p><script>document.body.replaceChildren()</script>");
                var visit = chromium.visit(options)) {
            visit.page().navigate(served.address());

            NarrowWindow.assertNothingOverflows(visit.page());
            new Shots(directory).take(visit.page(), "without-script");
            assertThat(visit.page().getByText("Planted").count()).isPositive();
        }
    }
}
