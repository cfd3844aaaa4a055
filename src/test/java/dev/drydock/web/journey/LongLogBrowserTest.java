package dev.drydock.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.drydock.demo.Sandbox;
import dev.drydock.engine.EventLevel;
import dev.drydock.journal.SqliteEventLog;
import dev.drydock.web.browser.ConsoleUnderTest;
import dev.drydock.web.browser.WithBrowser;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A log of a hundred thousand lines: all of it can be reached, and only what is seen is in the document. */
@WithBrowser
class LongLogBrowserTest {

    private static final int LINES = 100_000;
    private static final int MOST_ROWS = 200;

    @TempDir
    private static Path directory;

    private static ConsoleUnderTest console;
    private static String upgrade;

    @BeforeAll
    static void start() throws Exception {
        console = ConsoleUnderTest.start(directory, Sandbox.Kind.SQLITE);
        var planned = console.rest().post("/api/v1/upgrades", console.world().request());
        upgrade = planned.json().path("id").asString();
        console.rest().post("/api/v1/upgrades/" + upgrade + "/phases/prepare");
        dev.drydock.web.SandboxConsole.await(console.rest(), "/api/v1/upgrades/" + upgrade);
        console.goAway();
        fill();
        console.comeBack();
    }

    private static void fill() {
        try (var log = SqliteEventLog.open(console.world().home(), Clock.systemUTC())) {
            for (var i = (int) log.last(upgrade) + 1; i <= LINES; i++) {
                var level = i % 1000 == 0 ? EventLevel.WARN : EventLevel.INFO;
                log.append(
                        upgrade,
                        level,
                        "export",
                        "export.run",
                        "Wrote record " + i + " of the old store, " + "x".repeat(i % 200));
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    @Test
    void scrollsSearchesAndFollowsAHundredThousandLines(Page page) {
        console.login(page);
        page.navigate(console.address("/upgrades/" + upgrade));
        var lines = page.locator("#lines");
        var count = page.locator("#log-count");

        assertThat(count).hasText("100,000 lines");
        assertThat(lines).containsText("Wrote record 100000 ");
        assertFewRows(page);

        lines.evaluate("box => box.scrollTo(0, 0)");
        assertThat(lines).containsText("The run is running");
        assertThat(page.locator("#follow")).isVisible();
        assertFewRows(page);

        page.locator("#log-search").fill("record 54321 ");
        assertThat(count).hasText("1 of 100,000 lines");
        assertThat(page.locator("mark")).hasText("record 54321 ");
        page.locator("#log-search").fill("");
        page.locator("#log-level").selectOption("warnings");
        assertThat(count).hasText(Pattern.compile("^(99|10\\d) of 100,000 lines$"));
        page.locator("#log-level").selectOption("all");

        page.getByLabel("Wrap").check();
        assertThat(lines).containsText("Wrote record 100000 ");
        assertFewRows(page);
        lines.evaluate("box => box.scrollTo(0, box.scrollHeight / 2)");
        assertThat(page.locator("#follow")).isVisible();
        page.locator("#follow").click();
        assertThat(lines).containsText("Wrote record 100000 ");
        page.reload();
        assertThat(page.getByLabel("Wrap")).isChecked();

        measure(page);
        new Visitor(page).leave();
    }

    private static void assertFewRows(Page page) {
        assertThat(page.locator(".line").count()).isBetween(10, MOST_ROWS);
    }

    /** Told in the log of the test, not judged: how fast a machine is says nothing of the page. */
    private static void measure(Page page) {
        var frames = page.evaluate("""
                async () => {
                  const box = document.getElementById("lines");
                  const frames = [];
                  let last = performance.now();
                  for (let i = 0; i < 120; i++) {
                    box.scrollTop = (box.scrollHeight * ((i * 37) % 120)) / 120;
                    await new Promise(requestAnimationFrame);
                    frames.push(performance.now() - last);
                    last = performance.now();
                  }
                  frames.sort((a, b) => a - b);
                  const paint = performance.getEntriesByName("first-contentful-paint")[0];
                  return {
                    frame50: frames[60], frame95: frames[114], firstPaint: paint ? paint.startTime : -1,
                    heapMegabytes: performance.memory ? performance.memory.usedJSHeapSize / 1e6 : -1,
                  };
                }""");
        LoggerFactory.getLogger(LongLogBrowserTest.class).info("a log of {} lines: {}", LINES, (Map<?, ?>) frames);
    }
}
