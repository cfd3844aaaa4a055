package dev.drydock.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.installation.configuration.Secret;
import dev.drydock.proof.Endpoint.Protocol;
import dev.drydock.proof.Proof.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SmtpSessionTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Optional<Login> LOGIN = Optional.of(new Login("john", new Secret("hush")));

    @Test
    void handsOverATestMail() throws Exception {
        try (var server = new ScriptedServer(c -> {
            c.say("220-hello\r\n220 again\r\n");
            c.hear();
            c.say("250-mail.example.org\r\n250 AUTH PLAIN\r\n");
            for (var answer : new String[] {"235 in", "250 from", "250 to", "354 go on"}) {
                c.hear();
                c.say(answer + "\r\n");
            }
            while (!c.hear().equals(".")) {}
            c.say("250 queued\r\n");
        })) {
            var proof =
                    TestMail.send(server.endpoint(Protocol.SMTP), LOGIN, "john@example.org", "jane@example.org", LIMIT);

            assertThat(proof.outcome()).as(proof.text()).isEqualTo(Outcome.PASSED);
            assertThat(server.heard())
                    .contains(
                            "EHLO localhost",
                            "AUTH PLAIN AGpvaG4AaHVzaA==",
                            "MAIL FROM:<john@example.org>",
                            "RCPT TO:<jane@example.org>",
                            "To: <jane@example.org>");
        }
    }

    @Test
    void tellsWhyAndKeepsThePasswordOut() throws Exception {
        try (var server = new ScriptedServer(c -> {
            c.say("220 hello\r\n");
            c.hear();
            c.say("250 mail.example.org\r\n");
            c.hear();
            c.say("535 wrong: AGpvaG4AaHVzaA== hush\r\n");
        })) {
            var proof =
                    TestMail.send(server.endpoint(Protocol.SMTP), LOGIN, "john@example.org", "jane@example.org", LIMIT);

            assertThat(proof.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(proof.text())
                    .contains("refused the login")
                    .doesNotContain("hush")
                    .doesNotContain("AGpv");
        }
    }

    @Test
    void sendsNoAddressThatWouldBeACommand() throws Exception {
        try (var server = new ScriptedServer(c -> {
            c.say("220 hello\r\n");
            c.hear();
            c.say("250 mail.example.org\r\n");
            c.hear();
        })) {
            var proof = TestMail.send(
                    server.endpoint(Protocol.SMTP), Optional.empty(), "a>\r\nQUIT", "jane@example.org", LIMIT);

            assertThat(proof.text()).contains("no mail address");
            assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }
}
