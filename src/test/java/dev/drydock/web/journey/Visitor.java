package dev.drydock.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.drydock.web.browser.Accessibility;
import dev.drydock.web.browser.NarrowWindow;
import dev.drydock.web.browser.Shots;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Somebody in front of the pages, who finds things by what they are called.
 *
 * @param page where they are
 */
record Visitor(Page page) {

    /** How long a whole upgrade of the sandbox may take on a machine that is busy with other things. */
    private static final Duration UPGRADE = Duration.ofMinutes(5);

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    /** Makes the plan that the first page offers, and waits until it is there. */
    void plan() {
        button("Make a plan").click();
        assertThat(heading("The plan")).isVisible();
    }

    /** Begins the planned upgrade. */
    void begin() {
        button("Start the upgrade").click();
        assertThat(page.locator("#log-title")).isVisible();
    }

    /** Waits until the page says so by itself, without being loaded again. */
    void awaitHeading(String heading) {
        try {
            assertThat(page.locator("#now-title"))
                    .containsText(
                            Pattern.compile(heading),
                            new LocatorAssertions.ContainsTextOptions().setTimeout((double) UPGRADE.toMillis()));
        } catch (AssertionError e) {
            // Why it stands still is all there.
            throw new AssertionError(
                    e.getMessage() + "\nThe page says:\n" + page.locator("main").innerText(), e);
        }
    }

    /** Looks away, so that nothing asks a console that is about to end. */
    void leave() {
        page.navigate("about:blank");
    }

    /** Looks at the page as those do who see badly, or through a narrow window, and takes pictures of it. */
    void inspect(String picture) {
        Accessibility.assertSound(page);
        NarrowWindow.assertNothingOverflows(page);
        Shots.configured().take(page, picture);
    }
}
