package dev.drydock.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.drydock.demo.Sandbox;
import dev.drydock.web.browser.ConsoleUnderTest;
import dev.drydock.web.browser.KeyboardUser;
import dev.drydock.web.browser.LayoutShifts;
import dev.drydock.web.browser.Trouble;
import dev.drydock.web.browser.WithBrowser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, from the printed link to the report. */
@WithBrowser
class UpgradeBrowserTest {

    @TempDir
    private Path directory;

    @Test
    void goesFromTheFirstPageToTheReportByMouse(Page page) throws Exception {
        try (var console = ConsoleUnderTest.start(directory, Sandbox.Kind.SQLITE)) {
            var visitor = new Visitor(page);
            var shifts = LayoutShifts.watch(page);
            console.login(page);
            assertThat(page.getByText("mail.harbour.example").first()).isVisible();
            visitor.inspect("home");

            visitor.plan();
            assertThat(visitor.heading("Ready to start")).isVisible();
            assertThat(page.locator("#ready-why")).containsText("Mail will stand still for about");
            visitor.inspect("plan");

            visitor.begin();
            visitor.awaitHeading("Trial: Try the new server");
            shifts.reset();
            var stopped = page.locator("#stopped").textContent();
            assertThat(page.locator("#stopped")).not().hasText(stopped);
            assertThat(page.locator("#stopped-word")).hasText("mail stopped");
            assertThat(page.locator(".back")).containsText("Yes. The old store lies in");
            assertThat(page.locator("#live-word")).hasText("live");
            shifts.assertAtMost(0);
            visitor.inspect("run");

            visitor.awaitHeading("Done: v0.8.0 serves the mail");
            assertThat(page).hasTitle(Pattern.compile("^Done: v0.8.0 serves the mail – mail.harbour.example"));
            assertThat(page.locator("#lines")).containsText("The run is succeeded");
            assertThat(page.locator(".timeline > [data-state=succeeded]")).hasCount(8);
            visitor.inspect("done");

            visitor.link("Read the report").click();
            assertThat(visitor.heading("The upgrade is done")).isVisible();
            assertThat(page.getByRole(AriaRole.TABLE).first()).containsText("Export");
            assertThat(page.locator(".families")).containsText("property");
            visitor.inspect("report");

            visitor.link("Show the commands").click();
            assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("The commands")))
                    .containsText("--export");
            visitor.inspect("commands");
        }
    }

    @Test
    void goesTheWholeWayByKeyboardAloneAndCleansUp(Page page, Trouble trouble) throws Exception {
        // The refusal of the wrong name is told by the browser as a failed resource.
        trouble.expect(Pattern.compile("status of 409"));
        try (var console = ConsoleUnderTest.start(directory, Sandbox.Kind.ROCKSDB)) {
            var visitor = new Visitor(page);
            var user = new KeyboardUser(page);
            console.login(page);
            user.tabTo(AriaRole.BUTTON, "Make a plan");
            user.press("Enter");
            assertThat(visitor.heading("Ready to start")).isVisible();
            user.tabTo(AriaRole.BUTTON, "Start the upgrade");
            user.press("Enter");

            // A key pressed before the page's script is there does nothing.
            assertThat(page.locator("#live-word")).hasText("live");
            user.press("/");
            assertThat(page.locator("#log-search")).isFocused();
            user.type("directories");
            assertThat(page.locator("#log-count")).containsText(Pattern.compile("^[1-9].* of .* lines"));
            user.press("Escape");
            assertThat(page.locator("#log-search")).hasValue("");
            assertThat(page.locator("#lines")).isFocused();

            visitor.awaitHeading("Done: v0.8.0 serves the mail");
            user.tabTo(AriaRole.LINK, "Read the report");
            user.press("Enter");
            assertThat(visitor.heading("The upgrade is done")).isVisible();
            user.tabTo(AriaRole.LINK, "The run");
            user.press("Enter");
            visitor.awaitHeading("Done: v0.8.0 serves the mail");
            cleanUp(console, visitor, user);
            visitor.leave();
        }
    }

    private static void cleanUp(ConsoleUnderTest console, Visitor visitor, KeyboardUser user) {
        var page = visitor.page();
        var old = console.world().sandbox().directory().resolve("data-v0.7.3");
        user.tabTo(AriaRole.LINK, "Clean up …");
        user.press("Enter");
        assertThat(visitor.heading("Delete what the upgrade has kept?")).isVisible();
        visitor.inspect("clean-up");
        user.tabTo(page.getByLabel("To delete it, type its name"));
        user.type("yes");
        user.press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing was deleted");
        assertThat(Files.exists(old)).isTrue();

        user.tabTo(page.getByLabel("To delete it, type its name"));
        user.type(old.toString());
        user.press("Enter");
        assertThat(page.locator("#now")).containsText("deleted, as somebody asked by name");
        assertThat(page.locator(".back")).containsText("No. What the upgrade had kept was deleted");
        assertThat(Files.exists(old)).isFalse();
    }
}
