package dev.drydock.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.drydock.demo.Sandbox;
import dev.drydock.web.SandboxConsole;
import dev.drydock.web.browser.ConsoleUnderTest;
import dev.drydock.web.browser.WithBrowser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import that fails, is tried again, fails again, and is gone back from. */
@WithBrowser
class FailureBrowserTest {

    @TempDir
    private Path directory;

    @Test
    void triesAFailedImportAgainAndGoesBack(Page page) throws Exception {
        var world = SandboxConsole.createFaulty(directory, Sandbox.Kind.SQLITE);
        world.programs().misbehave("import", "echo 'the disk is tired' >&2; exit 1");
        try (var console = ConsoleUnderTest.start(world)) {
            var visitor = new Visitor(page);
            console.login(page);
            visitor.plan();
            visitor.begin();

            visitor.awaitHeading("Import has failed");
            var failure = page.locator("#now").getByRole(AriaRole.ALERT);
            assertThat(failure).containsText("the disk is tired");
            assertThat(failure).containsText("What to do:");
            assertThat(page.locator(".timeline [data-phase=import] details")).hasAttribute("open", "");
            visitor.inspect("failed");

            visitor.button("Try again").click();
            visitor.awaitHeading("Import has failed");
            visitor.link("Go back …").click();
            assertThat(visitor.heading("Go back to v0.7.3?")).isVisible();
            assertThat(page.getByRole(AriaRole.MAIN)).containsText("What will happen");
            visitor.inspect("go-back");
            visitor.button("Go back to v0.7.3").click();

            visitor.awaitHeading("Everything is back as it was");
            assertThat(page.locator("#stopped-word")).hasText("mail stood still");
            assertThat(world.isRunning()).isTrue();
            visitor.inspect("back");
            visitor.link("Read the report").click();
            assertThat(visitor.heading("Everything was taken back")).isVisible();
            visitor.inspect("report-back");
        }
    }
}
