package dev.drydock.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.web.Console;
import dev.drydock.web.RunningConsole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, asked of a real console. */
class AccessTest {

    @TempDir
    private static Path directory;

    private static RunningConsole console;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        console = RunningConsole.start(directory.resolve("home"));
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/upgrades",
                "/v3/api-docs",
                "/upgrades/1",
                "/error",
                "/nowhere",
                "/login;x=1",
                "//login"
            })
    void refusesWhoeverShowsNothing(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(answer.body()).doesNotContain("upgrades\":");
    }

    @Test
    void saysToScriptsHowToBeLetIn() throws Exception {
        var answer = get("/api/v1/upgrades");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(answer.body()).contains("\"code\":\"token-missing\"", "\"nextStep\":");
    }

    @Test
    void sendsBrowsersToTheLoginPage() throws Exception {
        var answer = get("/", "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/drydock.css", "/drydock.svg"})
    void showsToEverybodyOnThisMachineWhatIsNoSecret(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic YWRtaW46YWRtaW4=", "wrong"})
    void refusesAWrongToken(String authorization) throws Exception {
        var answer = get("/api/v1/upgrades", "Authorization", authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"token-wrong\"");
    }

    @Test
    void letsTheTokenOfTheHomeIn() throws Exception {
        var token = Files.readString(directory.resolve("home/token")).strip();

        assertThat(token).hasSize(43);
        assertThat(get("/api/v1/upgrades", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
    }

    @Test
    void keepsTheTokenForItsOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("home/token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void opensASessionWithTheLinkOnceAndNeverAgain() throws Exception {
        var link = console.console().link();

        var first = HTTP.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
        var second = HTTP.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Set-Cookie").orElse(""))
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Max-Age", "Expires");
        assertThat(first.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(second.statusCode()).isEqualTo(403);
        assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(second.body()).contains("used already");
    }

    @Test
    void showsPagesToASession() throws Exception {
        var page = get("/", "Cookie", cookie());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("name=\"csrf\"");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void refusesAChangeWithACookieAlone() throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(console.uri("/api/v1/login-codes"))
                        .header("Cookie", cookie())
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"csrf-token-missing\"");
    }

    @Test
    void refusesTheFormOfAnotherSession() throws Exception {
        var mine = cookie();
        var other = csrf(cookie());

        assertThat(plan(mine, other).statusCode()).isEqualTo(403);
        assertThat(plan(mine, csrf(mine)).statusCode()).isEqualTo(422);
    }

    @Test
    void takesTheCsrfTokenInAHeaderFromItsOwnScripts() throws Exception {
        var cookie = cookie();
        var answer = HTTP.send(
                HttpRequest.newBuilder(console.uri("/api/v1/login-codes"))
                        .header("Cookie", cookie)
                        .header("X-CSRF-Token", csrf(cookie))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(201);
    }

    @Test
    void knowsTheBrowserAgainAfterARestart() throws Exception {
        var home = directory.resolve("restarted");
        String cookie;
        String token;
        try (var first = Console.start(0, home, "1.2.3-test")) {
            cookie = HTTP.send(HttpRequest.newBuilder(URI.create(first.link())).build(), BodyHandlers.discarding())
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow()
                    .split(";", 2)[0];
            token = first.token().reveal();
        }
        try (var second = Console.start(0, home, "1.2.3-test")) {
            var name = "drydock-" + second.port();
            var address = URI.create("http://127.0.0.1:" + second.port() + "/api/v1/upgrades");
            var byCookie = HttpRequest.newBuilder(address)
                    .header("Cookie", name + "=" + cookie.split("=", 2)[1])
                    .build();
            var byToken = HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + token)
                    .build();

            assertThat(HTTP.send(byCookie, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            assertThat(HTTP.send(byToken, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void takesNoBodyThatIsLargerThanAnyRequestNeeds() throws Exception {
        var large = "{\"until\": \"" + "x".repeat(70_000) + "\"}";

        var announced = console.post("/api/v1/upgrades", large);
        var unannounced = console.send(console.request("/api/v1/upgrades")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(large))));

        assertThat(announced.status()).isEqualTo(413);
        assertThat(unannounced.status()).isEqualTo(413);
        assertThat(unannounced.code()).isEqualTo("body-too-large");
    }

    private static HttpResponse<String> plan(String cookie, String csrf) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(console.uri("/upgrades"))
                        .header("Cookie", cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "csrf=" + csrf + "&config=/nowhere/config.toml&name=x"))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String cookie() throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(console.console().link())).build(), BodyHandlers.discarding());
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private static String csrf(String cookie) throws Exception {
        var match = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"")
                .matcher(get("/", "Cookie", cookie).body());
        assertThat(match.find()).isTrue();
        return match.group(1);
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(console.uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
