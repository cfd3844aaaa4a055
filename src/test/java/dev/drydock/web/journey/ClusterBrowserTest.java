package dev.drydock.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.drydock.foundationdb.ClusterSandbox;
import dev.drydock.store.foundationdb.KeyValue;
import dev.drydock.web.RunningConsole;
import dev.drydock.web.SandboxConsole;
import dev.drydock.web.browser.Login;
import dev.drydock.web.browser.Trouble;
import dev.drydock.web.browser.WithBrowser;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail data in a stand-in for a cluster: its form, the wait for the clearing, typed and done by hand, there and back. */
@WithBrowser
class ClusterBrowserTest {

    /** A description that is not the cluster's. */
    private static final Pattern REFUSED = Pattern.compile("status of 422");

    @TempDir
    private Path directory;

    private static List<String> state(ClusterSandbox cluster) throws Exception {
        return cluster.cluster().keys().range(new byte[0], new byte[] {(byte) 0xFF}, Integer.MAX_VALUE).stream()
                .map(KeyValue::toString)
                .toList();
    }

    @Test
    void waitsForTheClearingThereAndBack(Page page, Trouble trouble) throws Exception {
        trouble.expect(REFUSED);
        var cluster = ClusterSandbox.create(directory.resolve("mail"));
        var before = state(cluster);
        var world = SandboxConsole.in(directory, cluster);
        var settings = world.settings().suggesting(world.suggestion()).withClusters(cluster.access(true));
        var visitor = new Visitor(page);
        try (var console = RunningConsole.start(settings)) {
            Login.by(console.console().link(), page);
            visitor.plan();
            assertThat(page.locator("#backup-checks")).containsText("backup agents are running");
            assertThat(page.locator("#backup-checks")).containsText("is no directory");
            page.getByLabel("Destination of the backup").fill("file://" + cluster.backups());
            visitor.button("Keep it so").click();
            assertThat(page.locator("#backup-checks")).containsText("the backup agents have to be able to write");
            assertThat(page.getByText("tested against stand-ins of the tools").first())
                    .isVisible();
            visitor.inspect("cluster-plan");

            visitor.begin();
            visitor.awaitHeading("Waiting for you");
            assertThat(page.getByText("clearrange").first()).isVisible();
            visitor.inspect("cluster-clear");
            page.getByLabel("Description of the cluster, typed").fill("something");
            visitor.button("Clear the cluster and go on").click();
            assertThat(page.getByText("is not what this cluster is called").first())
                    .isVisible();
            page.getByLabel("Description of the cluster, typed").fill("drydock_test");
            visitor.button("Clear the cluster and go on").click();
            visitor.awaitHeading("Done: v0.8.0 serves the mail");
            visitor.inspect("cluster-done");

            visitor.link("Go back …").click();
            visitor.button("Go back to v0.7.3").click();
            visitor.awaitHeading("Waiting for you");
            visitor.inspect("cluster-clear-back");
            // By hand this time.
            cluster.cluster().keys().clear(new byte[0], new byte[] {(byte) 0xFF});
            visitor.button("Go on with going back").click();
            visitor.awaitHeading("Everything is back as it was");
            visitor.leave();
        } finally {
            world.stopServer();
        }
        Assertions.assertThat(state(cluster)).isEqualTo(before);
    }
}
