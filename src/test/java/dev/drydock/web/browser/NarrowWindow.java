package dev.drydock.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** A window of 320 px, as wide as a page of 1280 px is when it is magnified four times. */
public final class NarrowWindow {

    private static final int WIDTH = 320;

    /** The outermost elements that reach out of the window; what scrolls in a box of its own does not. */
    private static final String WIDE = """
            () => {
              const root = document.scrollingElement;
              if (root.scrollWidth <= innerWidth) {
                return [];
              }
              const wide = [...document.body.querySelectorAll("*")]
                .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
                .map((element) => element.outerHTML.slice(0, 120));
              return [`the page is ${root.scrollWidth} px wide`, ...wide.slice(0, 20)];
            }
            """;

    private NarrowWindow() {}

    /** Fails where the page must be scrolled sideways to be read. */
    public static void assertNothingOverflows(Page page) {
        try (var look = Look.at(page)) {
            look.through(WIDTH);
            assertThat((Iterable<?>) page.evaluate(WIDE))
                    .as("what reaches out of a window of %d px on %s", WIDTH, page.url())
                    .isEmpty();
        }
    }
}
