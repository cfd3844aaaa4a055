package dev.drydock.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.sql.KeptStore;
import dev.drydock.web.RunningConsole;
import dev.drydock.web.SandboxConsole;
import dev.drydock.web.browser.Login;
import dev.drydock.web.browser.Trouble;
import dev.drydock.web.browser.WithBrowser;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail data in a database: the form of its backup, the whole way there and back, and the password after a restart. */
@WithBrowser
class SqlBrowserTest {

    /** A password that does not do. */
    private static final Pattern REFUSED = Pattern.compile("status of 422");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_18", "MARIADB"})
    void fillsInTheFormAndGoesTheWholeWayThereAndBack(SqlServerKind kind, Page page, Trouble trouble) throws Exception {
        trouble.expect(REFUSED);
        var kept = KeptStore.make(kind, Files.createDirectory(directory.resolve("work")));
        var sum = kept.checksum(kept.store());
        var world = SandboxConsole.on(directory, kind, kept.database());
        var settings = world.settings().suggesting(world.suggestion());
        var visitor = new Visitor(page);
        String upgrade;
        try {
            try (var console = RunningConsole.start(settings)) {
                Login.by(console.console().link(), page);
                visitor.plan();
                assertThat(page.locator("#backup-checks")).containsText("answers in");
                assertThat(page.locator("#backup-checks")).containsText("The database also holds");
                visitor.inspect("sql-plan-" + kind.name().toLowerCase(java.util.Locale.ROOT));
                if (!kind.isPostgresql()) {
                    assertThat(page.locator("#backup-checks .fail").first()).containsText("Cannot make the database");
                    nameAdministrator(page, kind);
                }
                if (kind.isPostgresql()) {
                    page.getByLabel("Contents of messages").selectOption("copy-after");
                }
                page.getByLabel("Name for the old one").fill("mail_before");
                visitor.button("Keep it so").click();
                assertThat(page.locator("#backup-checks")).containsText("The name is free: mail_before");
                assertThat(page.getByLabel("Password of the administrator")).hasValue("");

                if (kind.isPostgresql()) {
                    visitor.button("Do it by Drydock itself").click();
                    visitor.button("Rehearse it now").click();
                    assertThat(page.locator("#rehearsal"))
                            .containsText(
                                    "All of it came out right.",
                                    new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
                    visitor.inspect("sql-rehearsed");
                }

                visitor.begin();
                visitor.awaitHeading("Done: v0.8.0 serves the mail");
                visitor.inspect("sql-done-" + kind.name().toLowerCase(java.util.Locale.ROOT));
                upgrade = URI.create(page.url()).getPath();
                visitor.leave();
            }
            try (var console = RunningConsole.start(settings)) {
                Login.by(console.console().link(), page);
                page.navigate(console.uri(upgrade).toString());
                if (!kind.isPostgresql()) {
                    assertThat(page.getByText("give the password of the database's administrator again"))
                            .isVisible();
                    visitor.inspect("sql-password");
                    page.getByLabel("Password of the administrator").fill("wrong");
                    visitor.button("Give it").click();
                    assertThat(page.getByText("does not do")).isVisible();
                    page.getByLabel("Password of the administrator")
                            .fill(kind.get().administrator().password());
                    visitor.button("Give it").click();
                }
                visitor.link("Go back …").click();
                visitor.button("Go back to v0.7.3").click();
                visitor.awaitHeading("Everything is back as it was");
                visitor.leave();
            }
        } finally {
            world.stopServer();
        }
        Assertions.assertThat(kept.checksum(kept.store())).isEqualTo(sum);
    }

    private static void nameAdministrator(Page page, SqlServerKind kind) throws Exception {
        var administrator = kind.get().administrator();
        page.getByLabel("Account of an administrator").fill(administrator.user());
        page.getByLabel("Password of the administrator").fill(administrator.password());
    }
}
