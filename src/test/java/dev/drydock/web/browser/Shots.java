package dev.drydock.web.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures of whole pages, for people to look at.
 *
 * @param directory where they are put
 */
public record Shots(Path directory) {

    private static final List<Integer> WIDTHS = List.of(320, 820, 1280);

    /** Those that {@code -Ddrydock.screenshots} wants. */
    public static Shots configured() {
        return new Shots(Path.of(System.getProperty("drydock.screenshots", "target/screenshots")));
    }

    /** Takes the page at three widths in light and dark, as {@code <name>-<width>-<scheme>.png}. */
    public void take(Page page, String name) {
        try (var look = Look.at(page)) {
            for (ColorScheme scheme : Look.SCHEMES) {
                look.in(scheme);
                for (int width : WIDTHS) {
                    look.through(width);
                    shoot(page, name + "-" + width + "-" + Look.name(scheme));
                }
            }
        }
    }

    /** Takes the page as a failed test has left it. */
    void ofFailure(Page page, String test) {
        shoot(page, "failed-" + test);
    }

    private void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(directory.resolve(name + ".png")));
    }
}
