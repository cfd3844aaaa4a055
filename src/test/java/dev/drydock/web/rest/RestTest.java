package dev.drydock.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.web.FakeInstallation;
import dev.drydock.web.RunningConsole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The interface over a real socket, with a store of the real server and a program that is a fake. */
class RestTest {

    private static final String UPGRADES = "/api/v1/upgrades";

    @TempDir
    private static Path directory;

    private static FakeInstallation installation;
    private static RunningConsole console;

    @BeforeAll
    static void start() throws Exception {
        installation = FakeInstallation.in(directory);
        console = RunningConsole.start(installation.settings(directory.resolve("home")));
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    private static String planned() throws Exception {
        var answer = console.post(UPGRADES, installation.request());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location"))
                .isEqualTo(UPGRADES + "/" + answer.json().path("id").asString());
        return answer.header("Location");
    }

    @Test
    void plansByTheOtherEngine() throws Exception {
        var location = planned();

        var direct = console.put(location + "/engine", "{\"engine\": \"direct\"}");
        assertThat(direct.status()).as(direct.response().body()).isEqualTo(200);
        assertThat(direct.json()
                        .path("phases")
                        .valueStream()
                        .map(phase -> phase.path("name").asString()))
                .containsExactly("prepare", "stop", "convert", "install", "trial", "start");
        assertThat(direct.json().at("/subject/engine").asString()).isEqualTo("direct");
        assertThat(direct.json().at("/subject/exportDirectory").isNull()).isTrue();
        assertThat(direct.json().at("/forecast/otherStopped/likely").asLong()).isPositive();

        assertThat(console.put(location + "/engine", "{\"engine\": \"steam\"}").code())
                .isEqualTo("engine-unknown");
        assertThat(console.put(location + "/engine", "{\"engine\": \"official\"}")
                        .json()
                        .at("/subject/engine")
                        .asString())
                .isEqualTo("official");
    }

    @Test
    void plansAnUpgradeAndShowsAllOfIt() throws Exception {
        var view = console.get(planned()).json();

        assertThat(view.path("state").asString()).isEqualTo("planned");
        assertThat(view.path("phases")
                        .valueStream()
                        .map(phase -> phase.path("name").asString()))
                .startsWith("prepare", "stop", "export", "backup", "install", "import")
                .endsWith("start");
        assertThat(view.at("/phases/0/steps/0/state").asString()).isEqualTo("pending");
        assertThat(view.path("stoppedSeconds").isNull()).isTrue();
        assertThat(view.at("/safeToGoBack/safe").asBoolean()).isTrue();
        assertThat(view.path("allowed").valueStream().map(it -> it.asString())).contains("run", "phase:prepare");
        assertThat(view.at("/checks/findings").size()).isPositive();
        assertThat(view.at("/subject/host").asString()).isEqualTo("mail.example.org");
        assertThat(view.at("/checks/contents/0/records").asLong()).isPositive();
        assertThat(view.at("/checks/contents/0/bytes").asLong()).isPositive();
        assertThat(view.at("/forecast/stopped/least").asLong()).isPositive();
        assertThat(view.at("/forecast/phases").size())
                .isEqualTo(view.path("phases").size());
        assertThat(view.at("/forecast/space/0/free").asLong()).isPositive();
        assertThat(view.at("/forecast/basis").asString()).isNotEmpty();
        assertThat(view.at("/subject/oldStore").asString()).isNotEmpty();
    }

    @Test
    void listsUpgrades() throws Exception {
        var id = planned().substring(UPGRADES.length() + 1);

        var list = console.get(UPGRADES).json();

        assertThat(list.path("upgrades").valueStream().map(it -> it.path("id").asString()))
                .contains(id);
    }

    @Test
    void runsTheChecksAgain() throws Exception {
        var location = planned();
        var before = console.get(location).json().at("/checks/at").asString();

        var answer = console.post(location + "/preflight");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/checks/at").asString()).isGreaterThan(before);
    }

    @Test
    void saysWhatIsInstalledAndNoSecret() throws Exception {
        var answer = console.get("/api/v1/installation?config=" + installation.config());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/stores/0/kind").asString()).isEqualTo("sqlite");
        assertThat(answer.json().at("/roles/data").asString()).isEqualTo("sqlite");
        assertThat(answer.json().at("/program/path").asString()).endsWith("stalwart-mail");
        assertThat(answer.response().body()).doesNotContain(installation.secret());
    }

    @Test
    void saysWhatCouldBeUpgradedHere() throws Exception {
        var answer = console.get("/api/v1/installations");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("commands").valueStream().map(it -> it.asString()))
                .containsExactly("mail");
        assertThat(answer.json().path("installations").isArray()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /api/v1/nowhere             | 404 | not-found
            GET    | /api/v1/upgrades/nowhere    | 404 | unknown-upgrade
            POST   | /api/v1/upgrades/x/rollback | 404 | unknown-upgrade
            GET    | /api/v1/upgrades/x/events   | 404 | unknown-upgrade
            GET    | /api/v1/upgrades/x/log      | 404 | unknown-upgrade
            GET    | /api/v1/upgrades/x/lines    | 404 | unknown-upgrade
            GET    | /api/v1/upgrades/x/report   | 404 | unknown-upgrade
            GET    | /api/v1/upgrades/x/archive  | 404 | unknown-upgrade
            DELETE | /api/v1/upgrades            | 405 | method-not-allowed
            POST   | /api/v1/upgrades            | 415 | media-type-unsupported
            """)
    void answersEveryErrorWithAProblem(String method, String path, int status, String code) throws Exception {
        var answer = console.send(console.request(path)
                .header("Accept", path.endsWith("events") ? "text/event-stream" : "*/*")
                .method(method, java.net.http.HttpRequest.BodyPublishers.ofString(method.equals("POST") ? "x" : "")));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("title").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"installation":                                                    | 400 | json-invalid  |
        {"installation": {"config": "/a/../b", "deployment": {"kind": "command", "name": "m"}}} | 422 | field-invalid | installation.config
        {"installation": {"config": "/a\\u0000b", "deployment": {"kind": "command", "name": "m"}}} | 422 | field-invalid | installation.config
        {"installation": {"config": "a", "deployment": {"kind": "command", "name": "m"}}} | 422 | field-invalid | installation.config
        {"installation": {"deployment": {"kind": "command", "name": "m"}}} | 422 | field-invalid | installation.config
        {"installation": {"config": "/a", "deployment": {"kind": "command", "start": ["/bin/sh"]}}} | 422 | field-unknown | installation.deployment.start
        {"installation": {"config": "/a", "deployment": {"kind": "systemd", "name": "m"}}} | 422 | field-invalid | installation.deployment.name
        {"installation": {"config": "/a", "deployment": {"kind": "command", "unit": "m"}}} | 422 | field-invalid | installation.deployment.unit
        {"installation": {"config": "/a", "deployment": {"kind": "systemd", "change": "m"}}} | 422 | field-invalid | installation.deployment.change
        {"installation": {"config": "/a"}, "node": {"report": "b"}} | 422 | field-invalid | node.report
        {"installation": {"config": "/a"}, "node": {}, "export": {}} | 422 | field-invalid | export
        {"installation": {"config": "/a"}, "node": {}, "trial": {"extras": false}} | 422 | field-invalid | trial
        {} | 422 | field-invalid | installation
        {"shell": "rm"} | 422 | field-unknown | shell
        """)
    void namesTheFieldThatDoesNotDo(String body, int status, String code, String field) throws Exception {
        var answer = console.post(UPGRADES, body);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        if (field != null) {
            assertThat(answer.json().at("/problems/0/field").asString()).isEqualTo(field);
        }
    }

    @Test
    void namesEveryPathThatDoesNotDo() throws Exception {
        var answer = console.post(UPGRADES, """
            {"installation": {"config": "/x/../y", "binary": "bin", "deployment": {"kind": "command", "name": "m"}},
             "release": {"file": "../x", "sha256": "12"}, "export": {"directory": "/tmp/../etc"}}\
            """);

        assertThat(answer.json()
                        .path("problems")
                        .valueStream()
                        .map(it -> it.path("field").asString()))
                .containsExactly(
                        "installation.config",
                        "installation.binary",
                        "release.file",
                        "release.sha256",
                        "export.directory");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"url\": \"http://example.org/x\", \"sha256\": \"12\"} | release.url,release.sha256",
                "{\"url\": \"https://example.org/x\"} | release.sha256",
                "{\"url\": \"https://a:b@example.org/x\", \"file\": \"/x\", \"sha256\": null} | release.url,release.url,release.sha256",
                "{\"installed\": true, \"file\": \"/x\"} | release.installed",
                "{\"installed\": true, \"webadminUrl\": \"x\"} | release.webadminUrl,release.webadminSha256",
                "{} | release.file"
            })
    void namesWhatDoesNotDoOfAnAddress(String release, String fields) throws Exception {
        var answer = console.post(
                UPGRADES, installation.request().replaceFirst("\"release\": \\{[^}]*}", "\"release\": " + release));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json()
                        .path("problems")
                        .valueStream()
                        .map(it -> it.path("field").asString()))
                .containsExactly(fields.split(",", -1));
    }

    @Test
    void refusesAnExportThatAPlantedLinkWouldLeadElsewhere() throws Exception {
        var elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        var link = Files.createSymbolicLink(directory.resolve("link"), elsewhere);

        var answer = console.post(
                UPGRADES,
                installation.request().replaceFirst("\\{", "{\"export\": {\"directory\": \"" + link + "/export\"}, "));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/problems/0/field").asString()).isEqualTo("export.directory");
        assertThat(answer.json().at("/problems/0/problem").asString()).contains(link + " is one");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void refusesCommandsThatNobodyHasNamedInTheFile() throws Exception {
        var answer = console.post(UPGRADES, installation.request().replace("\"mail\"", "\"other\""));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("commands-unknown");
    }

    @Test
    void refusesThePhaseWhoseTurnItIsNot() throws Exception {
        var location = planned();

        assertThat(console.post(location + "/phases/nonsense").status()).isIn(404, 409);
        assertThat(console.post(location + "/phases/import").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "cancel", "retry"})
    void refusesWhatHasNoMeaningYet(String action) throws Exception {
        var location = planned();
        var answer = console.post(location + "/" + action);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(console.get(location).json().path("state").asString()).isEqualTo("planned");
    }

    @Test
    void showsTheFormOfTheBackupAndLooksAtANameLive() throws Exception {
        var location = planned();
        Files.createDirectories(installation.root().resolve("stores"));

        var form = console.get(location + "/backup-form").json();
        var other = console.get(location + "/backup-form?name=..%2Fx").json();

        assertThat(form.path("backend").asString()).isEqualTo("sqlite");
        assertThat(form.at("/fields/0/readOnly").asBoolean()).isTrue();
        assertThat(form.at("/fields/1/problem").isNull()).isTrue();
        assertThat(form.path("checks").valueStream().map(it -> it.path("text").asString()))
                .anySatisfy(text -> assertThat(text).startsWith("The name is free"))
                .contains("Same file system: an instant rename");
        assertThat(form.at("/fields/1/kind").asString()).isEqualTo("text");
        assertThat(other.at("/fields/1/problem").asString()).contains("without slashes");
    }

    @Test
    void setsTheNameOfTheOldStore() throws Exception {
        var location = planned();

        var set = console.put(location + "/backup", "{\"name\": \"kept\"}");
        var again = console.put(location + "/backup", "{}");
        var refused = console.put(location + "/backup", "{\"name\": \"a/b\"}");
        var missing = console.put(location + "/backup", "{\"name\": null}");
        var shown = console.put(location + "/backup", "{\"path\": \"/etc\"}");
        var unknown = console.put(location + "/backup", "{\"place\": \"/etc\"}");

        assertThat(set.status()).as(set.response().body()).isEqualTo(200);
        assertThat(console.get(location).json().at("/subject/oldStore").asString())
                .contains("/kept");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/problems/0/field").asString()).isEqualTo("name");
        assertThat(again.json().at("/fields/1/value").asString()).isEqualTo("kept");
        assertThat(missing.json().at("/problems/0/problem").asString()).isEqualTo("is missing");
        assertThat(shown.json().at("/problems/0/problem").asString()).isEqualTo("cannot be changed here");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.code()).isEqualTo("field-unknown");
        assertThat(unknown.json().at("/problems/0/field").asString()).isEqualTo("place");
        assertThat(console.get(location + "/backup-form?place=x").code()).isEqualTo("field-unknown");
    }

    @Test
    void namesTheFieldOfTheBackupThatDoesNotDoInAPlan() throws Exception {
        var plan = installation.request();

        var wrong = console.post(UPGRADES, plan.replaceFirst("\\{", "{\"backup\": {\"name\": \"a/b\"}, "));
        var unknown = console.post(UPGRADES, plan.replaceFirst("\\{", "{\"backup\": {\"place\": \"a\"}, "));
        var number = console.post(UPGRADES, plan.replaceFirst("\\{", "{\"backup\": {\"name\": 1}, "));
        var named = console.post(UPGRADES, plan.replaceFirst("\\{", "{\"backup\": {\"name\": \"mine\"}, "));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().at("/problems/0/field").asString()).isEqualTo("backup.name");
        assertThat(unknown.code()).isEqualTo("field-unknown");
        assertThat(unknown.json().at("/problems/0/field").asString()).isEqualTo("backup.place");
        assertThat(number.json().at("/problems/0/field").asString()).isEqualTo("backup");
        assertThat(named.status()).as(named.response().body()).isEqualTo(201);
        assertThat(named.json().at("/subject/oldStore").asString()).contains("/mine");
    }

    @Test
    void keepsCredentialsOutOfEveryAnswerAndFile() throws Exception {
        var location = planned();
        var password = "kept-Pa55word-in-memory";

        var answer = console.put(
                location + "/credentials",
                "{\"administrator\": {\"user\": \"admin\", \"password\": \"" + password + "\"}}");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(console.get(location).response().body()).doesNotContain(password);
        assertThat(console.get(location + "/report").response().body()).doesNotContain(password);
        try (var files = Files.walk(directory.resolve("home"))) {
            var libraries = directory.resolve("home").resolve("native");
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(libraries))
                    .toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(password);
            }
        }
    }

    @Test
    void namesTheFieldOfCredentialsAndNotTheirValue() throws Exception {
        var answer = console.put(planned() + "/credentials", "{\"administrator\": {\"password\": \"hunter22\"}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.response().body()).contains("administrator.user").doesNotContain("hunter22");
    }

    @Test
    void printsTheCommandsAsAScript() throws Exception {
        var answer = console.get(planned() + "/runbook");

        assertThat(answer.header("Content-Type")).isEqualTo("text/x-shellscript;charset=UTF-8");
        assertThat(answer.response().body()).startsWith("#!/bin/sh\n").contains("--export");
    }

    @Test
    void hasNoLineOfWhatHasNotBegun() throws Exception {
        var answer = console.get(planned() + "/lines");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("lines").isEmpty()).isTrue();
        assertThat(answer.json().path("last").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=5001, limit", "after=-1, after", "after=x, after"})
    void namesTheParameterThatDoesNotDo(String parameter, String field) throws Exception {
        var answer = console.get(planned() + "/lines?" + parameter);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("field-invalid");
        assertThat(answer.json().at("/problems/0/field").asString()).isEqualTo(field);
    }

    @Test
    void reportsAsJsonAndAsAPage() throws Exception {
        var location = planned();

        var json = console.get(location + "/report");
        var page = console.get(location + "/report", "Accept", "text/html,*/*;q=0.8");

        assertThat(json.json().path("outcome").asString()).contains("is planned");
        assertThat(json.json().path("phases").size()).isEqualTo(8);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.response().body()).contains("is planned").doesNotContain("<style", "style=");
        assertThat(console.get(location + "/report?as=json", "Accept", "text/html")
                        .json()
                        .path("id")
                        .asString())
                .isEqualTo(location.substring(UPGRADES.length() + 1));
    }

    @Test
    void packsEverythingForHelpWithoutSecrets() throws Exception {
        var location = planned();
        var home = directory.resolve("home/upgrades").resolve(location.substring(UPGRADES.length() + 1));
        var password = "given-Pa55word-by-hand";
        console.put(
                location + "/credentials",
                "{\"administrator\": {\"user\": \"admin\", \"password\": \"" + password + "\"}}");
        Files.writeString(home.resolve("server-v0.8.0.log"), """
            login with %s and %s
            token %s
            password = "0ther-secret" from config
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIPlanted
            -----END PRIVATE KEY-----
            postgres://user:dbpassw0rd@localhost/mail
            ordinary line
            """.formatted(
                installation.secret(), password, console.console().token().reveal()));

        var response =
                console.http().send(console.request(location + "/archive").build(), BodyHandlers.ofByteArray());
        var entries = unzip(response.body());

        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(entries)
                .containsKeys("plan.json", "journal.jsonl", "log.txt", "report.json", "upgrade.json", "runbook.sh");
        assertThat(entries.get("server-v0.8.0.log")).contains("ordinary line", "(secret)");
        assertThat(entries.get("journal.jsonl")).contains("PLANNED");
        entries.forEach((name, text) -> assertThat(text)
                .as(name)
                .doesNotContain(
                        installation.secret(),
                        password,
                        console.console().token().reveal(),
                        "0ther-secret",
                        "MC4CAQAwBQYDK2VwBCIEIPlanted",
                        "dbpassw0rd"));
    }

    private static Map<String, String> unzip(byte[] bytes) throws IOException {
        var entries = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    @Test
    void takesEveryExampleOfItsDescription() throws Exception {
        var paths = console.get("/v3/api-docs").json().path("paths");
        var id = planned();
        var sent = new ArrayList<String>();
        for (var path : paths.propertyNames()) {
            for (var method : List.of("post", "put")) {
                var examples = paths.path(path).path(method).at("/requestBody/content/application~1json/examples");
                for (var example : examples.propertyStream().toList()) {
                    var place = path.replace("/api/v1/upgrades/{id}", id);
                    var body = example.getValue().path("value").toString();
                    var answer = method.equals("post") ? console.post(place, body) : console.put(place, body);
                    // What the example speaks of is not on this machine, so it may be refused, but never for its shape.
                    assertThat(answer.status()).as(path + " " + body).isNotEqualTo(400);
                    if (answer.status() >= 400) {
                        assertThat(answer.code())
                                .as(path + " " + body)
                                .isNotIn(
                                        "json-invalid",
                                        "body-missing",
                                        "bad-request",
                                        "field-invalid",
                                        "field-unknown");
                    }
                    sent.add(path.substring(path.lastIndexOf('/') + 1) + " " + example.getKey());
                }
            }
        }
        assertThat(sent)
                .contains(
                        "upgrades smallest",
                        "upgrades usual",
                        "upgrades trial",
                        "run some",
                        "backup name",
                        "credentials administrator",
                        "cleanup confirm");
    }

    @Test
    void describesAnswersAndProblems() throws Exception {
        var upgrades = console.get("/v3/api-docs").json().path("paths");

        var get = upgrades.at("/~1api~1v1~1upgrades~1{id}/get/responses");
        assertThat(get.path("200").toString()).contains("\"running\"");
        assertThat(get.at("/404/content/application~1problem+json/examples").propertyNames())
                .contains("unknown-upgrade");
        assertThat(get.path("409").toString()).contains("not-confirmed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a b@c", "<a@b>", "a@b@"})
    void refusesATestMailToNoAddress(String address) throws Exception {
        var request = installation.request();
        var answer = console.post(
                UPGRADES,
                request.substring(0, request.lastIndexOf('}')) + ", \"trial\": {\"testMail\": {\"to\": \"" + address
                        + "\"}}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.response().body()).contains("trial.testMail.to");
    }

    @Test
    void describesItselfWithExamples() throws Exception {
        var api = console.get("/v3/api-docs").json();

        assertThat(api.path("openapi").asString()).startsWith("3.");
        assertThat(api.path("paths").propertyNames())
                .contains(
                        "/api/v1/installation",
                        "/api/v1/installations",
                        "/api/v1/upgrades",
                        "/api/v1/upgrades/{id}",
                        "/api/v1/upgrades/{id}/events",
                        "/api/v1/upgrades/{id}/lines",
                        "/api/v1/upgrades/{id}/backup-form",
                        "/api/v1/upgrades/{id}/phases/{phase}");
        assertThat(api.at("/paths/~1api~1v1~1upgrades/post/requestBody/content/application~1json/examples")
                        .propertyNames())
                .contains("smallest", "usual");
    }
}
