package dev.drydock.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.drydock.demo.Sandbox;
import dev.drydock.web.browser.ConsoleUnderTest;
import dev.drydock.web.browser.Trouble;
import dev.drydock.web.browser.WithBrowser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plan forbids, and what the forms refuse beside the field. */
@WithBrowser
class PlanBrowserTest {

    /** Answers that refuse a form are told by the browser as failed resources. */
    private static final Pattern REFUSED = Pattern.compile("status of 422");

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
    void forbidsTheStartWhereAFindingDoesAndSaysWhyBesideIt(Page page) {
        var visitor = new Visitor(page);
        console.login(page);
        page.getByText("Another one, or other settings").click();
        page.getByLabel("Program of v0.8.0").fill("");
        visitor.plan();

        assertThat(visitor.heading("Not yet")).isVisible();
        assertThat(visitor.button("Start the upgrade")).isDisabled();
        assertThat(page.locator("#ready-why")).containsText("One finding forbids it");
        assertThat(page.locator(".findings > li").first()).containsText("Forbids it");
        visitor.inspect("plan-forbidden");

        visitor.button("Check again").click();
        assertThat(page).hasURL(Pattern.compile("/plan#findings$"));
        assertThat(page.locator(".findings > li").first()).containsText("Forbids it");
        visitor.leave();
    }

    @Test
    void refusesBadValuesBesideTheirFields(Page page, Trouble trouble) {
        trouble.expect(REFUSED);
        var visitor = new Visitor(page);
        console.login(page);
        page.getByText("Another one, or other settings").click();
        page.getByLabel("Configuration file").fill("etc/config.toml");
        page.getByLabel("Its SHA-256").fill("abc");
        visitor.button("Make a plan").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("There is no plan yet");
        assertThat(page.locator("#config-problem")).hasText("must be an absolute path");
        assertThat(page.locator("#sha256-problem")).hasText("must be 64 hexadecimal digits");
        assertThat(page.getByLabel("Configuration file")).hasValue("etc/config.toml");
        assertThat(page.getByLabel("Configuration file")).hasAttribute("aria-invalid", "true");
        page.getByRole(AriaRole.ALERT).getByRole(AriaRole.LINK).first().click();
        assertThat(page.getByLabel("Configuration file")).isFocused();
        visitor.inspect("home-refused");
    }

    @Test
    void looksAtTheNameOfTheOldStoreWhileItIsTyped(Page page, Trouble trouble) throws Exception {
        trouble.expect(REFUSED);
        var visitor = new Visitor(page);
        var taken = Files.createDirectory(console.world().sandbox().directory().resolve("taken"));
        console.login(page);
        visitor.plan();
        var name = page.getByLabel("Name for the old one");
        var problem = page.locator("#problem-name");
        var checks = page.locator("#backup-checks");

        name.fill("kept");
        assertThat(checks).containsText("The name is free");
        assertThat(checks).containsText("an instant rename");
        assertThat(problem).isEmpty();
        name.fill("taken");
        assertThat(problem).containsText("exists already");
        name.fill("../elsewhere");
        assertThat(problem).containsText("without slashes");
        assertThat(name).hasAttribute("aria-invalid", "true");
        visitor.inspect("plan-refused");

        visitor.button("Keep it so").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("It was not kept so");
        assertThat(name).hasValue("../elsewhere");
        name.fill("kept");
        visitor.button("Keep it so").click();
        assertThat(page).hasURL(Pattern.compile("#backup$"));
        assertThat(name).hasValue("kept");
        assertThat(page.locator(".planned")).containsText("/kept");
        Files.delete(taken);
        visitor.leave();
    }

    @Test
    void looksAtWhatWasTypedBeforeItsScriptWasThere(Page page) throws Exception {
        var visitor = new Visitor(page);
        var taken = Files.createDirectory(console.world().sandbox().directory().resolve("early"));
        console.login(page);
        var scripts = new ArrayList<Route>();
        page.route("**/js/plan.js", scripts::add);
        visitor.plan();
        page.getByLabel("Name for the old one").fill("early");
        page.waitForCondition(() -> !scripts.isEmpty());
        scripts.forEach(Route::resume);

        assertThat(page.locator("#problem-name")).containsText("exists already");
        Files.delete(taken);
        visitor.leave();
    }

    @Test
    void showsTheAnswerToTheLastQuestionHoweverLateTheOneBeforeComes(Page page) throws Exception {
        var visitor = new Visitor(page);
        var taken = Files.createDirectory(console.world().sandbox().directory().resolve("late"));
        console.login(page);
        visitor.plan();
        page.waitForLoadState();
        var first = new ArrayList<Route>();
        page.route("**/backup-form?**name=slow**", first::add);
        var name = page.getByLabel("Name for the old one");
        var problem = page.locator("#problem-name");
        name.fill("slow");
        page.waitForCondition(() -> !first.isEmpty());
        name.fill("late");
        assertThat(problem).containsText("exists already");

        page.waitForResponse("**/backup-form?**name=slow**", () -> first.forEach(Route::resume));
        // One more turn of the page, in which it would show what has just come.
        page.evaluate("() => new Promise((done) => setTimeout(done, 200))");
        assertThat(problem).containsText("exists already");
        Files.delete(taken);
        visitor.leave();
    }

    @Test
    void saysWhereWhatIsTypedCouldNotBeLookedAt(Page page, Trouble trouble) {
        trouble.expect(Pattern.compile("ERR_CONNECTION_REFUSED"));
        var visitor = new Visitor(page);
        console.login(page);
        visitor.plan();
        page.waitForLoadState();
        var checks = page.locator("#backup-checks");
        page.route("**/backup-form?**", route -> route.abort("connectionrefused"));
        page.getByLabel("Name for the old one").fill("kept");
        assertThat(checks).containsText("could not be looked at: the console did not answer");
        visitor.inspect("plan-not-looked-at");
        page.unroute("**/backup-form?**");
        page.getByLabel("Name for the old one").fill("kept-so");
        assertThat(checks).containsText("The name is free");
        visitor.leave();
    }
}
