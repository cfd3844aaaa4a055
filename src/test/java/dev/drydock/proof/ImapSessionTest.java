package dev.drydock.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.installation.configuration.Secret;
import dev.drydock.proof.Endpoint.Protocol;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ImapSessionTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Login LOGIN = new Login("jo\"hn%admin", new Secret("hush\\hush"));

    @Test
    void readsListingsWithQuotedNamesLiteralsAndModifiedUtf7() throws Exception {
        try (var server = new ScriptedServer(c -> {
                    c.say("* OK [CAPABILITY IMAP4rev1] hello\r\n");
                    c.answer(
                            "* LIST (\\NoSelect) \"/\" \"Shared Folders\"",
                            "* LIST () \"/\" \"a \\\"b\\\" c\"",
                            "* LIST (\\HasNoChildren) \"/\" {4}\r\nx\"yz",
                            "* LIST () NIL Entw&APw-rfe",
                            "* OK nothing to see");
                });
                var session = open(server)) {
            assertThat(session.list())
                    .extracting(ImapSession.Listed::name, ImapSession.Listed::selectable)
                    .containsExactly(
                            tuple("Shared Folders", false),
                            tuple("a \"b\" c", true),
                            tuple("x\"yz", true),
                            tuple("Entwürfe", true));
        }
    }

    @Test
    void readsStatusAndFlagsAndOnlyExamines() throws Exception {
        try (var server = new ScriptedServer(c -> {
                    c.say("* OK hello\r\n");
                    c.answer("* STATUS \"INBOX\" (MESSAGES 2 UIDNEXT 9 UIDVALIDITY 4294967295)");
                    c.answer("* FLAGS ()", "* 2 EXISTS", "* OK [UIDVALIDITY 5] x");
                    c.answer(
                            "* 1 FETCH (UID 3 FLAGS (\\Seen \\Recent $x))",
                            "* 2 FETCH (FLAGS () UID 8)",
                            "* 2 FETCH (FLAGS (\\Seen))",
                            "* 3 EXISTS");
                });
                var session = open(server)) {
            var seen = new TreeMap<Long, Set<String>>();

            assertThat(session.status("INBOX")).isEqualTo(new ImapSession.Status(2, 9, 4294967295L));
            session.messages("INBOX", 2, seen::put);

            assertThat(seen).hasToString("{3=[$x, \\Seen], 8=[]}");
            assertThat(server.heard())
                    .containsExactly(
                            "d1 STATUS \"INBOX\" (MESSAGES UIDNEXT UIDVALIDITY)",
                            "d2 EXAMINE \"INBOX\"",
                            "d3 UID FETCH 1:* (UID FLAGS)");
        }
    }

    @Test
    void tellsTheVersion() throws Exception {
        try (var server = new ScriptedServer(c -> {
                    c.say("* OK hello\r\n");
                    c.answer("* ID (\"name\" \"Stalwart IMAP\" \"version\" \"0.8.0\")");
                    c.answer("* ID NIL");
                });
                var session = open(server)) {
            assertThat(session.version()).contains("0.8.0");
            assertThat(session.version()).isEmpty();
        }
    }

    @Test
    void quotesCredentialsAndKeepsThemOutOfItsAnswer() throws Exception {
        try (var server = new ScriptedServer(c -> {
                    c.say("* OK hello\r\n");
                    var tag = c.hear().split(" ", -1)[0];
                    c.say(tag + " NO wrong password hush\\hush\r\n");
                });
                var session = open(server)) {
            assertThat(session.login(LOGIN)).isFalse();
            assertThat(server.heard()).containsExactly("d1 LOGIN \"jo\\\"hn%admin\" \"hush\\\\hush\"");
            assertThat(LOGIN.toString()).doesNotContain("hush");
        }
    }

    @Test
    void refusesPasswordsThatWouldBeCommands() throws Exception {
        try (var server = new ScriptedServer(c -> {
                    c.say("* OK hello\r\n");
                    c.hear();
                });
                var session = open(server)) {
            assertThatThrownBy(() -> session.login(new Login("john", new Secret("a\r\nd9 DELETE INBOX"))))
                    .isInstanceOf(AnswerException.class)
                    .hasMessageNotContaining("DELETE");
        }
    }

    @Test
    void refusesWhatIsNoGreeting() throws Exception {
        assertRefused(c -> c.say("220 smtp.example.org ESMTP\r\n"), "greeted with something else");
        assertRefused(c -> c.say("* BYE full\r\n"), "greeted with something else");
        assertRefused(c -> c.say("\0\1\2\377garbage\r\n"), "greeted with something else");
    }

    @Test
    void refusesEndlessLinesAndLiterals() throws Exception {
        assertRefused(
                c -> {
                    c.say("* OK hello\r\n");
                    c.hear();
                    while (true) {
                        c.say("x".repeat(10_000));
                    }
                },
                "a line of more than 65536 bytes");
        assertRefused(afterGreeting("* LIST () \"/\" {999999999}\r\n"), "announced 999999999 bytes");
        assertRefused(
                c -> {
                    c.say("* OK hello\r\n");
                    c.hear();
                    while (true) {
                        c.say("* LIST () \"/\" {60000}\r\n" + "x".repeat(60_000));
                    }
                },
                "a response of more than");
    }

    @Test
    void refusesWhatCannotBeRead() throws Exception {
        assertRefused(afterGreeting("* LIST (((((((((((((((((((\r\n"), "nested");
        assertRefused(afterGreeting("* LIST ( \"/\" x\r\n"), "a list without an end");
        assertRefused(afterGreeting("* LIST () \"/\" \"x\r\n"), "a string without an end");
        assertRefused(afterGreeting("* LIST () \"/\" x)\r\n"), "a parenthesis too many");
        assertRefused(afterGreeting("* LIST ()\r\n"), "a listing that cannot be read");
    }

    @Test
    void endsWhenTheServerDoesOrSaysNothing() throws Exception {
        try (var server = new ScriptedServer(c -> {
                    c.say("* OK hello\r\n");
                    c.hear();
                    c.say("* BYE too many requests\r\n");
                });
                var session = open(server)) {
            assertThatThrownBy(session::list).isInstanceOf(EOFException.class);
        }
        try (var server = new ScriptedServer(c -> c.hear())) {
            assertThatThrownBy(() -> ImapSession.open(server.endpoint(Protocol.IMAP), Duration.ofMillis(200)))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("did not answer");
        }
    }

    @Test
    void isNotKeptWaitingByAnAnswerThatTricklesIn() throws Exception {
        try (var server = new ScriptedServer(c -> {
            while (true) {
                c.say("x");
                LockSupport.parkNanos(20_000_000);
            }
        })) {
            assertThatThrownBy(() -> ImapSession.open(server.endpoint(Protocol.IMAP), Duration.ofMillis(300)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void refusesMoreMessagesThanThereCanBe() throws Exception {
        try (var server = new ScriptedServer(c -> {
                    c.say("* OK hello\r\n");
                    c.answer("* 1 EXISTS");
                    c.hear();
                    while (true) {
                        c.say("* 1 FETCH (UID 3 FLAGS ())\r\n");
                    }
                });
                var session = open(server)) {
            var seen = new ArrayList<Long>();
            assertThatThrownBy(() -> session.messages("INBOX", 1, (uid, flags) -> seen.add(uid)))
                    .isInstanceOf(AnswerException.class)
                    .hasMessageContaining("more than");
        }
    }

    private static ScriptedServer.Script afterGreeting(String answer) {
        return c -> {
            c.say("* OK hello\r\n");
            c.hear();
            c.say(answer);
            c.hear();
        };
    }

    private static void assertRefused(ScriptedServer.Script script, String message) throws IOException {
        try (var server = new ScriptedServer(script)) {
            assertThatThrownBy(() -> {
                        try (var session = open(server)) {
                            session.list();
                        }
                    })
                    .isInstanceOf(AnswerException.class)
                    .hasMessageContaining(message);
        }
    }

    private static ImapSession open(ScriptedServer server) throws IOException {
        return ImapSession.open(server.endpoint(Protocol.IMAP), LIMIT);
    }
}
