package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real console on a free port, asked over a real socket. */
class ConsoleTest {

    @TempDir
    private static Path directory;

    private static Console console;

    @BeforeAll
    static void start() throws IOException {
        console = Console.start(0, directory.resolve("home"), "1.2.3-test");
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void servesTheHomePageWithItsVersion() throws IOException {
        var page = get("/", "Host: localhost");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body()).contains("Drydock <span>1.2.3-test</span>", "Make a plan");
    }

    @Test
    void needsNothingInlineAndNothingFromElsewhere() throws IOException {
        var page = get("/", "Host: localhost");

        assertThat(page.body())
                .doesNotContain("<style", "style=", "onclick=")
                .doesNotContainPattern("<script(?! type=\"module\" src=\"/js/[a-z]+\\.js\"></script>)")
                // An address may be offered as a value; nothing may be loaded from one or lead to one.
                .doesNotContainPattern("(src|href|action|srcset|data|poster)=\"[^\"]*//")
                .doesNotContain("url(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/drydock.css", "/drydock.svg"})
    void servesWhatThePageLinksTo(String path) throws IOException {
        assertThat(get("/", "Host: localhost").body()).contains("\"" + path + "\"");
        assertThat(get(path, "Host: localhost").status()).isEqualTo(200);
    }

    @Test
    void answersAnUnknownPageWithAPageOfItsOwn() throws IOException {
        var page = get("/nowhere", "Host: localhost", "Accept: text/html");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("There is no such page.");
    }

    @Test
    void answersAnUnknownAddressToScriptsWithAProblem() throws IOException {
        var problem = get("/nowhere", "Host: localhost");

        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.header("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.body()).contains("\"code\":\"not-found\"", "\"instance\":\"/nowhere\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:8473", "127.1.2.3", "[::1]:65535"})
    void answersToLoopbackNamesOnAnyPort(String host) throws IOException {
        assertThat(get("/", "Host: " + host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mail.example.org", "mail.example.org:8473", "127.0.0.1.example.org", "localhost.evil", "0.0.0.0"
            })
    void refusesForeignHost(String host) throws IOException {
        var refusal = get("/", "Host: " + host);

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.header("Content-Type")).hasValue("application/problem+json");
        assertThat(refusal.body())
                .contains("\"status\":403", "\"title\":\"Forbidden\"", "\"code\":\"host-not-loopback\"", "\"detail\":");
    }

    @Test
    void refusesForeignHostForStaticFilesToo() throws IOException {
        assertThat(get("/drydock.css", "Host: mail.example.org").status()).isEqualTo(403);
    }

    @Test
    void takesNoProxysWordForTheHost() throws IOException {
        assertThat(get("/", "Host: mail.example.org", "X-Forwarded-Host: localhost")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void answersRequestsOfItsOwnPages() throws IOException {
        assertThat(get("/", "Host: localhost:1", "Origin: http://localhost:1").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://mail.example.org", "http://localhost.example.org", "null"})
    void refusesForeignOrigin(String origin) throws IOException {
        var refusal = get("/", "Host: localhost", "Origin: " + origin);

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.body()).contains("\"code\":\"origin-not-loopback\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "mail.example.org"})
    void sendsSecurityHeadersWithPagesAndRefusals(String host) throws IOException {
        var answer = get("/", "Host: " + host);

        assertThat(answer.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("Referrer-Policy")).hasValue("same-origin");
        assertThat(answer.header("Server")).isEmpty();
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        var outward = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();

        for (InetAddress address : outward) {
            assertThatThrownBy(() -> new Socket(address, console.port()).close())
                    .as("connecting to %s", address)
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void closesItsHomeToEverybodyElse() throws IOException {
        var permissions = Files.getPosixFilePermissions(directory.resolve("home"));

        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rwx------");
    }

    @Test
    void refusesAPortThatIsInUse() {
        assertThatThrownBy(() -> Console.start(console.port(), directory.resolve("second"), "1.2.3-test"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Port " + console.port())
                .hasMessageContaining("--port");
    }

    @Test
    void refusesASecondConsoleOnItsHomeAndSaysWhereTheFirstIs() {
        assertThatThrownBy(() -> Console.start(0, directory.resolve("home"), "1.2.3-test"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Another console works on")
                .hasMessageContaining("http://127.0.0.1:" + console.port() + "/");
    }

    private static HttpExchange get(String target, String... headerLines) throws IOException {
        var lines = Stream.concat(
                Stream.of("Authorization: Bearer " + console.token().reveal()), Arrays.stream(headerLines));
        return HttpExchange.get(console.port(), target, lines.toArray(String[]::new));
    }
}
