package dev.drydock.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Chromium of this machine, driven by Playwright. */
public final class Chromium implements AutoCloseable {

    /** It may run as root, and talks to nobody but the page that it is shown. */
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Also where the tests are started without the build, which sets it too. */
    private static final Map<String, String> NO_DOWNLOAD = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    /** How long a page may take to be as a test expects it, on a machine that is busy with other things. */
    private static final double PATIENCE_MILLIS = 30_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Where it lies, or would. */
    static Path program() {
        return Path.of(System.getProperty("drydock.chromium", "/usr/bin/chromium"));
    }

    static Chromium start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(NO_DOWNLOAD));
        try {
            var options =
                    new BrowserType.LaunchOptions().setExecutablePath(program()).setArgs(ARGUMENTS);
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** A visitor with nothing left from before; whoever asks closes it, which fails where there was trouble. */
    public Visit visit() {
        return visit(new Browser.NewContextOptions());
    }

    /** The same, and how it looks at pages: without script, in another zone or language. */
    public Visit visit(Browser.NewContextOptions options) {
        return Visit.in(browser.newContext(options));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
