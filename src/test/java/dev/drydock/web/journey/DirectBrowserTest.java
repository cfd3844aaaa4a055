package dev.drydock.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.drydock.demo.Sandbox;
import dev.drydock.web.RunningConsole;
import dev.drydock.web.SandboxConsole;
import dev.drydock.web.browser.Login;
import dev.drydock.web.browser.WithBrowser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choice of the engine on the page of the plan, and the way by Drydock's own conversion. */
@WithBrowser
class DirectBrowserTest {

    @TempDir
    private Path directory;

    @Test
    void choosesTheOtherEngineAndGoesThereAndBack(Page page) throws Exception {
        var world = SandboxConsole.create(directory, Sandbox.Kind.ROCKSDB);
        var visitor = new Visitor(page);
        try (var console = RunningConsole.start(world.settings().suggesting(world.suggestion()))) {
            Login.by(console.console().link(), page);
            visitor.plan();
            visitor.button("Do it by Drydock itself").click();
            assertThat(page.locator("#engine .chosen")).containsText("By Drydock itself");
            assertThat(page.locator(".planned")).containsText("Convert");
            page.navigate(page.url().replaceFirst("#.*", ""));
            visitor.inspect("direct-plan");
            visitor.button("Do it by export and import").click();
            assertThat(page.locator(".planned")).containsText("Export");
            visitor.button("Do it by Drydock itself").click();
            assertThat(page.locator("#engine .chosen")).containsText("By Drydock itself");

            // The page comes anew with the choice and scrolls to it: a click on a loaded machine has missed the button
            // meanwhile.
            page.waitForLoadState();
            visitor.button("Rehearse it now").click();
            assertThat(page.locator("#rehearsal"))
                    .containsText(
                            "All of it came out right.",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
            assertThat(page.locator("#rehearsal")).containsText("Mail will stand still");
            visitor.inspect("direct-rehearsed");

            visitor.begin();
            visitor.awaitHeading("Done: v0.8.0 serves the mail");
            visitor.inspect("direct-done");
            visitor.link("Go back …").click();
            visitor.button("Go back to v0.7.3").click();
            visitor.awaitHeading("Everything is back as it was");
            visitor.leave();
        } finally {
            world.stopServer();
        }
    }
}
