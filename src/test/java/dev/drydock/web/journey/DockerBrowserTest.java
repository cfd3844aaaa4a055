package dev.drydock.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.drydock.demo.Sandbox;
import dev.drydock.docker.ContainedInstallation;
import dev.drydock.docker.StandInImages;
import dev.drydock.web.browser.Login;
import dev.drydock.web.browser.WithBrowser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in a container: all but its name and the new image is found. */
@WithBrowser
class DockerBrowserTest {

    @TempDir
    private Path directory;

    @Test
    void findsTheContainerAndGoesTheWholeWayThereAndBack(Page page) throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.start("--restart", "always");
            var before = mail.snapshot();
            try (var console = mail.console()) {
                var visitor = new Visitor(page);
                Login.by(console.console().link(), page);
                // Which one the form is filled in with depends on what else runs on this machine, as other tests do.
                assertThat(page.locator("#containers option[value='stalwart-mail']"))
                        .hasCount(1);
                page.getByText("Another one, or other settings").click();
                for (var other : List.of("Configuration file", "Unit of systemd", "Name of its commands")) {
                    page.getByLabel(other).fill("");
                }
                page.getByLabel("Container of Docker").fill("stalwart-mail");
                page.getByLabel("Image of v0.8.0").fill(StandInImages.NEW);
                visitor.inspect("docker-home");
                visitor.plan();
                assertThat(page.locator("header, .kind").first()).containsText("docker stalwart-mail");
                assertThat(page.getByText("like the old one, which is stalwart-mail-v0.7.3"))
                        .isVisible();
                visitor.inspect("docker-plan");

                visitor.begin();
                visitor.awaitHeading("Done: v0.8.0 serves the mail");
                assertThat(mail.container(ContainedInstallation.NAME).image()).isEqualTo(StandInImages.NEW);
                visitor.inspect("docker-done");

                visitor.link("Go back …").click();
                visitor.button("Go back to v0.7.3").click();
                visitor.awaitHeading("Everything is back as it was");
                mail.awaitListening("the old server");
                assertThat(before.differences(mail.snapshot())).isEmpty();
                visitor.leave();
            }
        }
    }
}
