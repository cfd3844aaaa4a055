package dev.drydock.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** Adds up how far the contents of a page jump by themselves, as Cumulative Layout Shift does. */
public final class LayoutShifts {

    private static final String OBSERVE = """
            (() => {
              let shifts = [];
              const add = (entries) => {
                for (const entry of entries) {
                  // What follows a key or a click within half a second was asked for.
                  if (!entry.hadRecentInput) {
                    const moved = entry.sources.map((source) =>
                      source.node?.outerHTML?.slice(0, 120) ?? source.node?.textContent?.slice(0, 120) ?? "gone");
                    shifts.push({ value: entry.value, moved: moved.join(" | ") });
                  }
                }
              };
              const observer = new PerformanceObserver((list) => add(list.getEntries()));
              observer.observe({ type: "layout-shift", buffered: true });
              const frame = () => new Promise((done) => requestAnimationFrame(done));
              window.drydockShifts = async () => {
                // A shift is reported with the frame that shows it.
                await frame();
                await frame();
                add(observer.takeRecords());
                return shifts;
              };
              window.drydockForgetShifts = async () => {
                await window.drydockShifts();
                shifts = [];
              };
            })();
            """;

    private static final String TOTAL =
            "async () => (await window.drydockShifts()).reduce((sum, shift) => sum + shift.value, 0)";
    private static final String MOVED =
            "async () => (await window.drydockShifts()).map((shift) => `${shift.value}: ${shift.moved}`)";

    private final Page page;

    private LayoutShifts(Page page) {
        this.page = page;
    }

    /** Watches what is opened in the page from now on; every document begins at nothing. */
    public static LayoutShifts watch(Page page) {
        page.addInitScript(OBSERVE);
        return new LayoutShifts(page);
    }

    /** Forgets the shifts so far. */
    public void reset() {
        page.evaluate("() => window.drydockForgetShifts()");
    }

    /** The sum since the document was opened or the count reset; 1 is a whole window moved by its whole height. */
    public double total() {
        return ((Number) page.evaluate(TOTAL)).doubleValue();
    }

    /** Fails where the sum is above {@code limit}, naming what moved. */
    public void assertAtMost(double limit) {
        assertThat(total()).as("layout shifts on %s: %s", page.url(), moved()).isLessThanOrEqualTo(limit);
    }

    private List<?> moved() {
        return (List<?>) page.evaluate(MOVED);
    }
}
