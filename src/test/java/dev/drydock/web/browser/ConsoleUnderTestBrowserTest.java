package dev.drydock.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import dev.drydock.demo.Sandbox;
import dev.drydock.web.ConsoleProcess;
import dev.drydock.web.SandboxConsole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console that a test can take away from the browser, in each of the ways there are, and give back. */
@WithBrowser
@Tag("campaign")
class ConsoleUnderTestBrowserTest {

    private static final Pattern REFUSED = Pattern.compile("ERR_CONNECTION_REFUSED");
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @Test
    void comesBackWhereItWas(Page page, Trouble trouble) throws Exception {
        try (var console = ConsoleUnderTest.start(directory, Sandbox.Kind.SQLITE);
                var proxy = CuttableProxy.to(console.port())) {
            console.login(page, proxy);
            trouble.expect(REFUSED);

            proxy.cut();
            assertThatThrownBy(page::reload)
                    .isInstanceOf(PlaywrightException.class)
                    .hasMessageContaining("ERR_CONNECTION_REFUSED");
            // Chromium shows its own page instead, which must not come upon the next one.
            page.waitForURL("chrome-error://chromewebdata/");
            proxy.mend();
            page.navigate("http://127.0.0.1:" + proxy.port() + "/");
            assertThat(makeAPlan(page)).isVisible();

            console.goAway();
            console.comeBack();
            page.reload();
            assertThat(makeAPlan(page)).isVisible();
        }
    }

    private static Locator makeAPlan(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make a plan"));
    }

    @Test
    void isEndedInTheMiddleOfARun(Page page) throws Exception {
        var port = FixedPort.free();
        var world = SandboxConsole.createFaulty(directory, Sandbox.Kind.SQLITE);
        var begun = directory.resolve("begun");
        world.programs().misbehave("export", "touch '" + begun + "'; sleep 600");
        try {
            String upgrade;
            try (var console = start(port, world)) {
                var planned = console.post("/api/v1/upgrades", world.request());
                upgrade = planned.headers().firstValue("Location").orElseThrow();
                assertThat(console.post(upgrade + "/run", "").statusCode()).isEqualTo(202);
                var end = System.nanoTime() + LIMIT.toNanos();
                while (!Files.exists(begun)) {
                    assertThat(System.nanoTime())
                            .as(console.get(upgrade).toPrettyString())
                            .isLessThan(end);
                }
            }
            world.programs().behave();
            try (var console = start(port, world)) {
                Login.by(console.link(), page);
                page.navigate(page.url() + upgrade.substring("/api/v1/".length()));

                assertThat(page.getByRole(AriaRole.MAIN)).containsText(Pattern.compile("interrupted"));
                console.post(upgrade + "/rollback", "");
                await(console, upgrade, "rolled-back");
                page.navigate("about:blank");
            }
        } finally {
            world.stopServer();
        }
    }

    private static ConsoleProcess start(int port, SandboxConsole world) throws Exception {
        return ConsoleProcess.start(port, world.home(), world.sandbox().commands(), List.of("-Xmx256m"));
    }

    private static void await(ConsoleProcess console, String upgrade, String state) throws Exception {
        var end = System.nanoTime() + LIMIT.toNanos();
        var view = console.get(upgrade);
        while (!view.path("state").asString().equals(state)) {
            assertThat(System.nanoTime()).as(view.toPrettyString()).isLessThan(end);
            view = console.get(upgrade);
        }
    }
}
