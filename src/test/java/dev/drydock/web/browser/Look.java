package dev.drydock.web.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import java.util.List;
import java.util.Locale;

/** How a page is looked at: the width of the window and the colour scheme. Both are put back when it is closed. */
final class Look implements AutoCloseable {

    static final List<ColorScheme> SCHEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);

    private static final String IS_DARK = "() => matchMedia('(prefers-color-scheme: dark)').matches";

    /** Two frames, so that the page has answered the change; transitions are at their end then, spinners never. */
    private static final String SETTLE = """
            async () => {
              if (matchMedia("(scripting: none)").matches) {
                return;
              }
              const frame = () => new Promise((done) => requestAnimationFrame(done));
              await frame();
              for (const animation of document.getAnimations()) {
                if (animation.effect.getComputedTiming().endTime !== Infinity) {
                  animation.finish();
                }
              }
              await frame();
            }
            """;

    private final Page page;
    private final ViewportSize size;
    private final ColorScheme scheme;

    private Look(Page page) {
        this.page = page;
        this.size = page.viewportSize();
        this.scheme = (Boolean) page.evaluate(IS_DARK) ? ColorScheme.DARK : ColorScheme.LIGHT;
    }

    static Look at(Page page) {
        return new Look(page);
    }

    static String name(ColorScheme scheme) {
        return scheme.name().toLowerCase(Locale.ROOT);
    }

    void through(int width) {
        page.setViewportSize(width, size.height);
        page.evaluate(SETTLE);
    }

    void in(ColorScheme other) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(other));
        page.evaluate(SETTLE);
    }

    @Override
    public void close() {
        page.setViewportSize(size.width, size.height);
        in(scheme);
    }
}
