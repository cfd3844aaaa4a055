package dev.drydock.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;

/** Opens the link that a console prints, as whoever reads it does. */
public final class Login {

    private Login() {}

    /** Opens the link; the page then shows the start. */
    public static void by(String link, Page page) {
        through(URI.create(link).getPort(), link, page);
    }

    /** The same through a proxy on another port of 127.0.0.1. */
    public static void through(int port, String link, Page page) {
        var start = "http://127.0.0.1:" + port + "/";
        var printed = URI.create(link);
        page.navigate(start + printed.getRawPath().substring(1) + "?" + printed.getRawQuery());
        assertThat(page).hasURL(start);
    }
}
