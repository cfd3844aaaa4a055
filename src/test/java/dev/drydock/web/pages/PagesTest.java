package dev.drydock.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.web.FakeInstallation;
import dev.drydock.web.RunningConsole;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a browser without script uses them. */
class PagesTest {

    @TempDir
    private static Path directory;

    private static FakeInstallation installation;
    private static RunningConsole console;
    private static String cookie;
    private static String csrf;

    @BeforeAll
    static void start() throws Exception {
        installation = FakeInstallation.in(directory);
        console = RunningConsole.start(installation.settings(directory.resolve("home")));
        var login = console.http()
                .send(
                        HttpRequest.newBuilder(URI.create(console.console().link()))
                                .build(),
                        BodyHandlers.discarding());
        cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        var match = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(get("/").body());
        assertThat(match.find()).isTrue();
        csrf = match.group(1);
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    private static String planned() throws Exception {
        var planned = post("/upgrades", form("config", installation.config().toString(), "name", "mail"));
        assertThat(planned.statusCode()).as(planned.body()).isEqualTo(303);
        return URI.create(planned.headers().firstValue("Location").orElseThrow())
                .getPath();
    }

    @Test
    void plansByAFormAndShowsThePlan() throws Exception {
        var path = planned();

        var page = get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(installation.config().toString(), "The plan", "Start the upgrade", "Check again")
                .contains("and stop after", "Show the commands", "name=\"csrf\" value=\"" + csrf + "\"")
                .doesNotContain(installation.secret());
        assertThat(get("/").body()).contains("href=\"" + path + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/plan", "/now", "/commands", "/report", "/go-back", "/clean-up"})
    void keepsEveryPageFreeOfInlineScriptAndStyle(String page) throws Exception {
        var answer = get(planned() + page);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .doesNotContain("<style", "style=", installation.secret())
                .doesNotContainPattern("\\son[a-z]+=");
        assertThat(Pattern.compile("<script(?! type=\"module\" src=\"/js/[a-z]+\\.js\"></script>)")
                        .matcher(answer.body())
                        .find())
                .as("inline script")
                .isFalse();
    }

    @Test
    void forbidsTheStartAndSaysWhyWhereAFindingDoes() throws Exception {
        var page = get(planned());

        // No program of v0.8.0 was named.
        assertThat(page.body())
                .contains("Not yet", "forbid", "release.unnamed", "Forbids it")
                .containsPattern("<button type=\"submit\" class=\"primary\" [^>]*disabled");
    }

    @Test
    void checksAgainByAButton() throws Exception {
        var path = planned();

        var again = post(path + "/preflight", form());
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(again.headers().firstValue("Location").orElseThrow()).endsWith(path + "/plan#findings");
        assertThat(post(path + "/phases/start", form()).statusCode()).isEqualTo(409);
        assertThat(post(path + "/rollback", form()).body()).contains("role=\"alert\"");
    }

    @Test
    void saysBesideEachFieldWhatDoesNotDo() throws Exception {
        var answer = post("/upgrades", form("config", "etc/<b>config.toml", "name", "mail", "sha256", "12"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("role=\"alert\"", "value=\"etc/&lt;b&gt;config.toml\"", "href=\"#config\"")
                .contains("id=\"config-problem\">must be an absolute path</p>", "aria-invalid=\"true\"")
                .doesNotContain("<b>config");
    }

    @Test
    void keepsWhatWasTypedWhenThereIsNoSuchFile() throws Exception {
        var answer = post("/upgrades", form("config", "/nowhere/<b>config.toml", "name", "mail"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("role=\"alert\"", "value=\"/nowhere/&lt;b&gt;config.toml\"")
                .doesNotContain("<b>config");
    }

    @Test
    void takesAPasswordAndNeverShowsIt() throws Exception {
        var path = planned();

        var given = post(path + "/credentials", form("user", "admin", "password", "typed-Pa55word"));
        assertThat(given.statusCode()).as(given.body()).isEqualTo(303);
        assertThat(get(path).body()).contains("A password was given").doesNotContain("typed-Pa55word");
        assertThat(post(path + "/credentials", form("user", "admin")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void deletesNothingWithoutItsName() throws Exception {
        var answer = post(planned() + "/cleanup", form("confirm", "yes"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("role=\"alert\"");
    }

    @Test
    void saysThatThereIsNoSuchUpgrade() throws Exception {
        for (var page : List.of("", "/plan", "/now", "/commands", "/report", "/go-back", "/clean-up")) {
            var answer = get("/upgrades/nowhere" + page);

            assertThat(answer.statusCode()).as(page).isEqualTo(404);
            assertThat(answer.body()).contains("There is no such page.");
        }
    }

    private static String form(String... fields) {
        var body = new StringBuilder("csrf=" + csrf);
        for (var i = 0; i < fields.length; i += 2) {
            body.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return body.toString();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return console.http().send(request(path).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return console.http()
                .send(
                        request(path)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(console.uri(path))
                .header("Cookie", cookie)
                .header("Accept", "text/html");
    }
}
