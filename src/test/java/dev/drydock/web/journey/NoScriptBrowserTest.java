package dev.drydock.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.AriaRole;
import dev.drydock.demo.Sandbox;
import dev.drydock.web.SandboxConsole;
import dev.drydock.web.browser.Chromium;
import dev.drydock.web.browser.ConsoleUnderTest;
import dev.drydock.web.browser.WithBrowser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way without script: every page is complete, every button a form. */
@WithBrowser
class NoScriptBrowserTest {

    @TempDir
    private Path directory;

    @Test
    void upgradesWithoutScript(Chromium chromium) throws Exception {
        try (var console = ConsoleUnderTest.start(directory, Sandbox.Kind.SQLITE);
                var visit = chromium.visit(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var page = visit.page();
            var visitor = new Visitor(page);
            console.login(page);
            visitor.plan();
            var upgrade = page.url();
            visitor.begin();
            assertThat(page.getByText("Stands still.")).isVisible();

            var id = upgrade.substring(upgrade.lastIndexOf('/') + 1);
            SandboxConsole.await(console.rest(), "/api/v1/upgrades/" + id);
            visitor.link("Load it again").click();
            assertThat(visitor.heading("Done: v0.8.0 serves the mail")).isVisible();
            assertThat(page.locator("#lines")).containsText("The run is succeeded");
            assertThat(page.locator(".timeline")).containsText("Compare the export with the store");
            visitor.link("Read the report").click();
            assertThat(visitor.heading("The upgrade is done")).isVisible();
            assertThat(page.getByRole(AriaRole.TABLE).first()).containsText("Import");
        }
    }
}
