package dev.drydock.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.installation.configuration.Secret;
import dev.drydock.proof.Endpoint.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpExchangeTest {

    private static final Login LOGIN = new Login("admin", new Secret("hush"));

    @Test
    void readsBodiesWithALengthAndInChunks() throws Exception {
        assertThat(text("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")).isEqualTo("hello");
        assertThat(
                        text(
                                "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"))
                .isEqualTo("hello");
        assertThat(text("HTTP/1.1 204 No Content\r\n\r\n")).isEmpty();
    }

    @Test
    void refusesWhatIsTooLongOrNoHttp() {
        assertThatThrownBy(() -> text("HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n"))
                .hasMessageContaining("announced 5000000000 bytes");
        assertThatThrownBy(() -> text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n"))
                .hasMessageContaining("announced 2147483647 bytes");
        assertThatThrownBy(() -> text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n"))
                .hasMessageContaining("announced -5 bytes");
        assertThatThrownBy(() -> text("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"))
                .hasMessageContaining("no length");
        assertThatThrownBy(() -> text("* OK IMAP\r\n")).hasMessageContaining("did not answer in HTTP");
        assertThatThrownBy(() -> text("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1000)))
                .hasMessageContaining("headers");
    }

    @Test
    void showsThePasswordToTheServerOnly() throws Exception {
        try (var server = new ScriptedServer(c -> {
            while (!c.hear().isEmpty()) {}
            c.say("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
        })) {
            var answer = HttpExchange.get(
                    server.endpoint(Protocol.HTTP), "/api/principal", LOGIN, 100, Duration.ofSeconds(10));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(server.heard()).contains("Authorization: Basic YWRtaW46aHVzaA==");
        }
    }

    private static String text(String answer) throws IOException {
        try (var server = new ScriptedServer(c -> {
            while (!c.hear().isEmpty()) {}
            c.say(answer);
        })) {
            var exchange = HttpExchange.get(server.endpoint(Protocol.HTTP), "/", null, 100, Duration.ofSeconds(10));
            return new String(exchange.body(), StandardCharsets.UTF_8);
        }
    }
}
