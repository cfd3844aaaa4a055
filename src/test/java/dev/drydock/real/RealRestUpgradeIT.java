package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.web.RunningConsole;
import dev.drydock.web.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Running installations of the real programs, upgraded through the REST interface alone, used, and taken back. */
@WithRealPrograms
class RealRestUpgradeIT {

    private static final String ADMINISTRATOR =
            "{\"administrator\": {\"user\": \"admin\", \"password\": \"fixture-admin-secret\"}}";

    @ParameterizedTest
    @EnumSource(
            value = Fixture.class,
            names = {"SQLITE", "ROCKSDB"})
    void upgradesServesAndGoesBack(Fixture fixture, @TempDir Path directory) throws Exception {
        try (var names = new NameServer(Map.of())) {
            var installation = RealInstallation.of(
                    fixture, directory, Instant.now(), Options.DEFAULT.withNameServer(names.port()));
            var settings = ConsoleSettings.of(directory.resolve("home"), "test").withCommands(installation.commands());
            try (var console = RunningConsole.start(settings)) {
                installation.start();
                upgradesServesAndGoesBack(fixture, installation, installation.json(), console);
            } finally {
                installation.stop();
            }
        }
    }

    /** By Drydock's own conversion; the old store stays as it was while the new server works on its own. */
    @ParameterizedTest
    @EnumSource(
            value = Fixture.class,
            names = {"SQLITE", "ROCKSDB"})
    void convertsServesAndGoesBack(Fixture fixture, @TempDir Path directory) throws Exception {
        try (var names = new NameServer(Map.of())) {
            var installation = RealInstallation.of(
                    fixture, directory, Instant.now(), Options.DEFAULT.withNameServer(names.port()));
            var settings = ConsoleSettings.of(directory.resolve("home"), "test").withCommands(installation.commands());
            var request = installation.json().replaceFirst("\\{", "{\"engine\": \"direct\", ");
            try (var console = RunningConsole.start(settings)) {
                installation.start();
                upgradesServesAndGoesBack(fixture + " direct", installation, request, console);
            } finally {
                installation.stop();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void upgradesADatabaseServesAndGoesBack(SqlServerKind kind, @TempDir Path directory) throws Exception {
        var database = kind.get().create();
        try (var names = new NameServer(Map.of())) {
            var installation = RealInstallation.on(
                    kind, database, directory, Instant.now(), Options.DEFAULT.withNameServer(names.port()));
            var settings = ConsoleSettings.of(directory.resolve("home"), "test").withCommands(installation.commands());
            try (var console = RunningConsole.start(settings)) {
                installation.start();
                upgradesServesAndGoesBack(kind, installation, kind.withAdministrator(installation.json()), console);
            } finally {
                installation.stop();
            }
        }
    }

    private static void upgradesServesAndGoesBack(
            Object fixture, RealInstallation installation, String request, RunningConsole console) throws Exception {
        var server = installation.configuration();
        var before = Shown.by(server);
        var planned = console.post("/api/v1/upgrades", request);
        assertThat(planned.status()).as(planned.response().body()).isEqualTo(201);
        var location = planned.header("Location");
        assertThat(console.put(location + "/credentials", ADMINISTRATOR).status())
                .isEqualTo(204);

        finish(console, location, "run", "succeeded");

        var report = console.get(location + "/report").json();
        Observed.note("upgrade over REST, " + fixture + ", " + times(report));
        assertThat(texts(report, "verified"))
                .anyMatch(line -> line.startsWith("On trial, messages by UID"))
                .anyMatch(line -> line.startsWith("On trial, mail.example.org at listener imap"))
                .anyMatch(line -> line.startsWith("Open, mail.example.org at listener imap"))
                .contains("Open, administrator: The administrator can log in.");
        for (var line : texts(report, "notVerified")) {
            Observed.note("not verified: " + line);
        }
        var after = Shown.by(server);
        assertThat(after.mailboxes()).isEqualTo(before.mailboxes());
        assertThat(after.messages()).isGreaterThan(50);
        assertThat(after.queue()).isNotEmpty().isEqualTo(before.queue());
        assertThat(after.reports()).isEqualTo(before.reports());
        assertThat(after.principals()).isEqualTo(before.principals());

        use(server, before);
        finish(console, location, "rollback", "rolled-back");

        var view = console.get(location).json();
        Observed.note("taken back, " + fixture + ", "
                + times(console.get(location + "/report").json()));
        var saved = Path.of(view.at("/subject/home").asString()).resolve("arrivals");
        assertThat(saved.resolve("index.tsv"))
                .content()
                .contains("message-new\tsailor0\tInbox")
                .contains("since-then");
        assertThat(messages(saved))
                .hasSize(2)
                .anySatisfy(path -> assertThat(path).content().contains("Subject: since then"));
        // The account is on vacation: its answer to the stranger waits in the queue that is left behind.
        assertThat(messages(saved.resolve("queue")))
                .singleElement()
                .satisfies(path -> assertThat(path).content().contains("To: stranger@example.com"));
        var again = Shown.by(server);
        assertThat(again.mailboxes()).isEqualTo(before.mailboxes());
        assertThat(again.queue()).isEqualTo(before.queue());
        assertThat(again.reports()).isEqualTo(before.reports());
        assertThat(again.principals()).isEqualTo(before.principals());
        assertThat(installation.directory().resolve("bin/stalwart-mail"))
                .hasSameBinaryContentAs(RealProgram.V0_7_3.path());
    }

    private static List<Path> messages(Path directory) throws IOException {
        try (var tree = Files.walk(directory)) {
            return tree.filter(path -> path.toString().endsWith(".eml")).toList();
        }
    }

    /** Has a message come in, and another one marked. */
    private static void use(ServerConfiguration server, Shown before) throws Exception {
        var inbox = before.mailboxes().get("sailor0").get("\"INBOX\"");
        try (var smtp = new SmtpClient(server.smtpPort())) {
            smtp.send(
                    "stranger@example.com",
                    List.of("sailor0@example.org"),
                    "From: stranger@example.com\nTo: sailor0@example.org\nSubject: since then\n\nhello\n");
        }
        try (var imap = server.imap("sailor0")) {
            var uid = inbox.uidNext();
            Await.until("delivery", () -> imap.search("INBOX", "UID " + uid).equals(List.of(uid)));
            imap.run("SELECT INBOX");
            imap.run("UID STORE " + inbox.content().get(0).uid() + " +FLAGS (since-then)");
        }
    }

    private static void finish(RunningConsole console, String location, String action, String expected)
            throws Exception {
        var last = console.get(location).json().path("lastLine").asLong();
        var begun = console.post(location + "/" + action);
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        var watcher = Watcher.of(console, location, Long.toString(last));
        watcher.awaitEnd();
        assertThat(console.get(location).json().path("state").asString())
                .as(String.join("\n", watcher.texts()))
                .isEqualTo(expected);
    }

    static String times(JsonNode report) {
        return report.path("phases")
                        .valueStream()
                        .map(phase -> phase.path("name").asString() + " "
                                + phase.path("seconds").asString())
                        .collect(Collectors.joining(", "))
                + "; stopped " + report.path("stoppedSeconds").asString() + " s";
    }

    private static List<String> texts(JsonNode report, String name) {
        return report.path(name).valueStream().map(JsonNode::asString).toList();
    }
}
