package dev.drydock.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.sql.KeptStore;
import dev.drydock.web.RunningConsole;
import dev.drydock.web.SandboxConsole;
import dev.drydock.web.browser.Login;
import dev.drydock.web.browser.WithBrowser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A further node of a cluster, from the box in the form to the end. */
@WithBrowser
class NodeBrowserTest {

    @TempDir
    private Path directory;

    @Test
    void waitsForTheReportOfTheFirstNode(Page page) throws Exception {
        var kind = SqlServerKind.POSTGRESQL_18;
        var kept = KeptStore.make(kind, Files.createDirectory(directory.resolve("work")));
        var first = SandboxConsole.on(Files.createDirectory(directory.resolve("first")), kind, kept.database());
        var second = SandboxConsole.on(Files.createDirectory(directory.resolve("second")), kind, kept.database());
        var report = directory.resolve("report.json");
        var visitor = new Visitor(page);
        try (var onFirst = RunningConsole.start(first.settings());
                var onSecond = RunningConsole.start(second.settings().suggesting(second.suggestion()))) {
            Login.by(onSecond.console().link(), page);
            page.getByText("Another one, or other settings").click();
            page.getByLabel("This is a further node of a cluster").check();
            page.getByLabel("Report of the first node").fill(report.toString());
            visitor.inspect("node-form");
            visitor.plan();
            assertThat(page.getByText("No data is moved here").first()).isVisible();
            assertThat(page.locator("#backup")).hasCount(0);
            visitor.inspect("node-plan");
            visitor.begin();
            visitor.awaitHeading("Waiting for you");
            assertThat(page.getByText("bring its report here as " + report).first())
                    .isVisible();
            visitor.inspect("node-waiting");

            var upgrade = onFirst.post("/api/v1/upgrades", first.request()).header("Location");
            onFirst.post(upgrade + "/run");
            Assertions.assertThat(
                            SandboxConsole.await(onFirst, upgrade).path("state").asString())
                    .isEqualTo("succeeded");
            Files.writeString(
                    report, onFirst.get(upgrade + "/report?as=json").response().body());
            Files.setPosixFilePermissions(report, PosixFilePermissions.fromString("rw-------"));
            visitor.button("Go on").click();
            visitor.awaitHeading("Done");
            visitor.inspect("node-done");
            visitor.link("Report").click();
            assertThat(page.getByText("of the first node has succeeded").first())
                    .isVisible();
            visitor.inspect("node-report");
            visitor.leave();
        } finally {
            second.stopServer();
            first.stopServer();
        }
    }
}
