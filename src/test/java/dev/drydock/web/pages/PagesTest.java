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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void plansByAFormAndShowsThePlan() throws Exception {
        var planned = post("/upgrades", form("config", installation.config().toString(), "name", "mail"));

        assertThat(planned.statusCode()).as(planned.body()).isEqualTo(302);
        var location = planned.headers().firstValue("Location").orElseThrow();
        var page = get(URI.create(location).getPath());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(installation.config().toString(), "planned", "Nothing has been begun.", "Run what is left")
                .contains("Run only prepare", "Check again", "name=\"csrf\" value=\"" + csrf + "\"")
                .doesNotContain("<style", "style=", "onclick=")
                .doesNotContain(installation.secret());
        assertThat(Pattern.compile("<script(?! type=\"module\" src=\"/upgrade.js\"></script>)")
                        .matcher(page.body())
                        .find())
                .as("inline script")
                .isFalse();
        assertThat(get("/").body()).contains("href=\"" + URI.create(location).getPath() + "\"");
    }

    @Test
    void checksAgainByAButton() throws Exception {
        var planned = post("/upgrades", form("config", installation.config().toString(), "name", "mail"));
        var path = URI.create(planned.headers().firstValue("Location").orElseThrow())
                .getPath();

        assertThat(post(path + "/preflight", form()).statusCode()).isEqualTo(302);
        assertThat(post(path + "/phases/start", form()).statusCode()).isEqualTo(409);
        assertThat(post(path + "/rollback", form()).body()).contains("role=\"alert\"");
    }

    @Test
    void keepsWhatWasTypedWhenItDoesNotDo() throws Exception {
        var answer = post("/upgrades", form("config", "/nowhere/<b>config.toml", "name", "mail"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("role=\"alert\"", "value=\"/nowhere/&lt;b&gt;config.toml\"")
                .doesNotContain("<b>");
    }

    @Test
    void saysThatThereIsNoSuchUpgrade() throws Exception {
        var page = get("/upgrades/nowhere");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is no such page.");
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
