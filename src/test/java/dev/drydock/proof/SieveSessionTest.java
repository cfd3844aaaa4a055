package dev.drydock.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.installation.configuration.Secret;
import dev.drydock.proof.Endpoint.Protocol;
import dev.drydock.proof.SieveSession.Listed;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SieveSessionTest {

    private static final String GREETING = "\"IMPLEMENTATION\" \"x\"\r\n\"SASL\" \"PLAIN\"\r\nOK \"hello\"\r\n";

    @Test
    void readsScriptsAsTheServerHandsThemOut() throws Exception {
        try (var server = new ScriptedServer(c -> {
                    c.say(GREETING);
                    c.hear();
                    c.say("OK\r\n");
                    c.hear();
                    c.say("\"a \\\"b\\\"\"\r\n{4}\r\nc\"de ACTIVE\r\n\"OKAY\" \r\nOK \"done\"\r\n");
                    c.hear();
                    c.say("{7}\r\nOK\r\nkey\r\nOK\r\n");
                    c.hear();
                    c.say("NO (NONEXISTENT) \"none\"\r\n");
                });
                var session = open(server)) {
            assertThat(session.login(new Login("john%admin", new Secret("hush"))))
                    .isTrue();
            assertThat(session.list())
                    .containsExactly(
                            new Listed("a \"b\"", false), new Listed("c\"de", true), new Listed("OKAY", false));
            assertThat(session.script("c\"de"))
                    .hasValueSatisfying(text -> assertThat(text).asString().isEqualTo("OK\r\nkey"));
            assertThat(session.script("a")).isEmpty();
            assertThat(server.heard())
                    .containsExactly(
                            "AUTHENTICATE \"PLAIN\" \"AGpvaG4lYWRtaW4AaHVzaA==\"",
                            "LISTSCRIPTS",
                            "GETSCRIPT \"c\\\"de\"",
                            "GETSCRIPT \"a\"");
        }
    }

    @Test
    void refusesMoreThanBelongs() throws Exception {
        assertRefused("{99999999}\r\n", "announced 99999999 bytes");
        assertRefused("{5000000}\r\n", "announced 5000000 bytes");
        assertRefused("script\r\n", "answered GETSCRIPT with");
    }

    private static void assertRefused(String answer, String message) throws IOException {
        try (var server = new ScriptedServer(c -> {
                    c.say(GREETING);
                    c.hear();
                    c.say(answer);
                    c.hear();
                });
                var session = open(server)) {
            assertThatThrownBy(() -> session.script("a"))
                    .isInstanceOf(AnswerException.class)
                    .hasMessageContaining(message);
        }
    }

    private static SieveSession open(ScriptedServer server) throws IOException {
        return SieveSession.open(server.endpoint(Protocol.MANAGESIEVE), Duration.ofSeconds(10));
    }
}
