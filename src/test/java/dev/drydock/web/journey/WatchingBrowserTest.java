package dev.drydock.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.drydock.demo.Sandbox;
import dev.drydock.web.ConsoleProcess;
import dev.drydock.web.SandboxConsole;
import dev.drydock.web.browser.ConsoleUnderTest;
import dev.drydock.web.browser.CuttableProxy;
import dev.drydock.web.browser.FixedPort;
import dev.drydock.web.browser.Login;
import dev.drydock.web.browser.Trouble;
import dev.drydock.web.browser.Visit;
import dev.drydock.web.browser.WithBrowser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that only watch: loaded again, a second one beside the first, cut off, and with a console that dies. */
@WithBrowser
class WatchingBrowserTest {

    /** What a browser says of a console that is not there. */
    private static final Pattern GONE = Pattern.compile("ERR_|request failed");

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @Test
    void showsTheSameWhenLoadedAgainAndOnASecondPage(Visit visit) throws Exception {
        try (var console = ConsoleUnderTest.start(directory, Sandbox.Kind.SQLITE)) {
            var first = new Visitor(visit.page());
            console.login(first.page());
            first.plan();
            var address = first.page().url();
            var second = new Visitor(visit.context().newPage());
            second.page().navigate(address);
            assertThat(second.heading("Ready to start")).isVisible();

            // The second page is at the plan and follows into the run by itself.
            first.begin();
            second.awaitHeading(":");
            first.page().reload();
            first.awaitHeading(":");
            assertThat(first.page().locator("#live-word")).hasText("live");
            first.awaitHeading("Done: v0.8.0 serves the mail");
            second.awaitHeading("Done: v0.8.0 serves the mail");
            for (var visitor : List.of(first, second)) {
                visitor.page().locator("#lines").evaluate("box => box.scrollTo(0, 0)");
                assertThat(visitor.page().locator("#lines")).containsText("The run is running");
                assertThat(visitor.page().locator("#follow")).isVisible();
            }
            assertThat(second.page().locator("#log-count"))
                    .hasText(first.page().locator("#log-count").textContent());
            second.leave();
            first.leave();
        }
    }

    @Test
    void saysThatItReconnectsAndMissesNoLine(Page page, Trouble trouble) throws Exception {
        trouble.expect(GONE);
        try (var console = ConsoleUnderTest.start(directory, Sandbox.Kind.SQLITE);
                var proxy = CuttableProxy.to(console.port())) {
            var visitor = new Visitor(page);
            console.login(page, proxy);
            visitor.plan();
            visitor.begin();
            visitor.awaitHeading("Export|Backup|Import|Trial");

            proxy.cut();
            assertThat(page.locator("#live-word")).hasText("reconnecting");
            assertThat(page.locator("#live-time")).containsText(Pattern.compile("last line at \\d\\d:\\d\\d:\\d\\d"));
            visitor.inspect("reconnecting");
            proxy.mend();

            visitor.awaitHeading("Done: v0.8.0 serves the mail");
            assertThat(page.locator("#live-word")).hasText("live");
            var id = page.url().substring(page.url().lastIndexOf('/') + 1);
            var last = console.rest()
                    .get("/api/v1/upgrades/" + id)
                    .json()
                    .path("lastLine")
                    .asLong();
            assertThat(page.locator("#log-count")).hasText(last + " lines");
        }
    }

    @Test
    void findsAConsoleThatWasKilledInTheMiddleAndGoesOn(Page page, Trouble trouble) throws Exception {
        trouble.expect(GONE);
        var port = FixedPort.free();
        var world = SandboxConsole.createFaulty(directory, Sandbox.Kind.SQLITE);
        var begun = directory.resolve("begun");
        world.programs().misbehave("export", "touch '" + begun + "'; sleep 600");
        var visitor = new Visitor(page);
        try {
            try (var console = start(port, world)) {
                Login.by(console.link(), page);
                page.getByText(Pattern.compile("Another one|The mail server"))
                        .first()
                        .click();
                page.getByLabel("Configuration file")
                        .fill(world.sandbox().configuration().toString());
                page.getByLabel("Name of its commands").fill(world.sandbox().name());
                page.getByLabel("Program of v0.8.0")
                        .fill(world.sandbox().release().toString());
                visitor.plan();
                visitor.begin();
                var end = System.nanoTime() + LIMIT.toNanos();
                while (!Files.exists(begun)) {
                    assertThat(System.nanoTime()).as("the export begins").isLessThan(end);
                }
                console.kill();
            }
            assertThat(page.locator("#live-word")).hasText("reconnecting");
            world.programs().behave();
            try (var console = start(port, world)) {
                // The page was not loaded again: it finds the new console by itself, which knows its browser.
                visitor.awaitHeading("Interrupted");
                assertThat(page.locator("#live-word")).hasText("live");
                visitor.inspect("interrupted");
                visitor.button("Go on").click();
                visitor.awaitHeading("Done: v0.8.0 serves the mail");
                assertThat(console.residentMegabytes()).isPositive();
            }
        } finally {
            world.stopServer();
        }
    }

    private static ConsoleProcess start(int port, SandboxConsole world) throws Exception {
        return ConsoleProcess.start(port, world.home(), world.sandbox().commands(), List.of("-Xmx256m"));
    }
}
