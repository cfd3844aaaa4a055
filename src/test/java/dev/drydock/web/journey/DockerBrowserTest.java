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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in a container: all but the new image is found. */
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
                assertThat(page.locator(".facts"))
                        .containsText("the container stalwart-mail of stand-in/mail-server:v0.7.3");

                page.getByText("Another one, or other settings").click();
                assertThat(page.getByLabel("Container of Docker")).hasValue("stalwart-mail");
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
