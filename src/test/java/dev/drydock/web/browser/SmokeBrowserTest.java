package dev.drydock.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.drydock.demo.Sandbox;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first steps of anybody: the printed link, the start, a plan. */
@WithBrowser
class SmokeBrowserTest {

    @TempDir
    private static Path directory;

    private static ConsoleUnderTest console;

    @BeforeAll
    static void start() throws Exception {
        console = ConsoleUnderTest.start(directory, Sandbox.Kind.SQLITE);
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    @Test
    void plansWhatTheStartPageOffers(Page page) {
        var shots = Shots.configured();
        var shifts = LayoutShifts.watch(page);

        console.login(page);

        check(page);
        shots.take(page, "home");

        page.getByRole(AriaRole.BUTTON, named("Make a plan")).click();

        assertThat(page).hasURL(Pattern.compile("/upgrades/[^/]+$"));
        assertThat(page.getByRole(AriaRole.BUTTON, named("Check again"))).isVisible();
        shifts.assertAtMost(0.1);
        check(page);
        shots.take(page, "plan");
    }

    @Test
    void reachesThePlanByKeyboardAlone(Page page) {
        console.login(page);
        var user = new KeyboardUser(page);

        user.tabTo(AriaRole.BUTTON, "Make a plan");
        user.press("Enter");

        assertThat(page.getByRole(AriaRole.BUTTON, named("Check again"))).isVisible();
        user.tabTo(AriaRole.BUTTON, "Check again");
    }

    private static void check(Page page) {
        Accessibility.assertSound(page);
        NarrowWindow.assertNothingOverflows(page);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
