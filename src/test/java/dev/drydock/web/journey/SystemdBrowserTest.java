package dev.drydock.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.drydock.demo.Sandbox;
import dev.drydock.systemd.VendorInstallation;
import dev.drydock.web.browser.Login;
import dev.drydock.web.browser.WithBrowser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that systemd runs, by a console on its machine: all but the new program is found. */
@WithBrowser
class SystemdBrowserTest {

    @TempDir
    private Path directory;

    @Test
    void findsTheUnitAndGoesTheWholeWayThereAndBack(Page page) throws Exception {
        try (var mail = VendorInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.startServer();
            var before = mail.snapshot();
            var console = mail.startConsole();
            var visitor = new Visitor(page);
            Login.by(console.link(), page);
            assertThat(page.locator(".facts")).containsText("systemd, as stalwart-mail.service");

            page.getByText("Another one, or other settings").click();
            assertThat(page.getByLabel("Unit of systemd")).hasValue("stalwart-mail.service");
            page.getByLabel("Program of v0.8.0").fill(VendorInstallation.RELEASE);
            visitor.inspect("systemd-home");
            visitor.plan();
            assertThat(page.locator("header, .kind").first()).containsText("systemd stalwart-mail.service");
            assertThat(page.getByText("gives stalwart-mail.service its account"))
                    .isVisible();
            visitor.inspect("systemd-plan");

            visitor.begin();
            visitor.awaitHeading("Done: v0.8.0 serves the mail");
            assertThat(mail.property("User")).isEqualTo("stalwart-mail");
            visitor.inspect("systemd-done");

            visitor.link("Go back …").click();
            visitor.button("Go back to v0.7.3").click();
            visitor.awaitHeading("Everything is back as it was");

            assertThat(before.differences(mail.snapshot())).isEmpty();
            visitor.leave();
        }
    }
}
