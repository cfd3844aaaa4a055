package dev.drydock.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreInUseException;
import dev.drydock.fixture.Fixture;
import dev.drydock.host.Processes;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.QueuedMessageCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class StandInServerTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void showsTheSameMailboxesBeforeAndAfter(Sandbox.Kind kind) throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), kind);

        var before = mailboxes(sandbox, "ada", "clara");
        Programs.upgrade(sandbox);

        assertThat(before).contains("\"Projects/Refit\"", "\"H&AOQ-fen\"", "UNSEEN 4", "\\Answered", "$Refit");
        assertThat(mailboxes(sandbox, "ada", "clara")).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fixture.class,
            mode = Mode.INCLUDE,
            names = {"SQLITE", "ROCKSDB"})
    void showsTheSameMailboxesOfAFixtureBeforeAndAfter(Fixture fixture) throws Exception {
        var sandbox = Sandbox.around(directory.resolve("sandbox"), fixture.unpackStore(directory.resolve("fixture")));

        var before = mailboxes(sandbox, "sailor0", "sailor1");
        Programs.upgrade(sandbox);

        assertThat(before).contains("Shared Folders/harbour/Inbox");
        assertThat(mailboxes(sandbox, "sailor0", "sailor1")).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void holdsTheStoreWhileItRunsAndLeavesItAsItWas(Sandbox.Kind kind) throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), kind);
        var data = sandbox.directory().resolve("data");
        var store = kind == Sandbox.Kind.SQLITE ? data.resolve("index.sqlite3") : data;
        var driver = kind.driver();
        try (var server = SandboxServer.start(sandbox)) {
            assertThatThrownBy(() -> driver.at(store).openSource()).isInstanceOf(StoreInUseException.class);
            var second = SandboxServer.launch(sandbox, sandbox.configuration());
            assertThat(second.running().waitFor().isSuccess()).isFalse();
            assertThat(second.log()).contains("Stop");

            assertThat(server.stop().isSuccess()).isTrue();
            var running = server.running();
            assertThat(Processes.isAlive(running.pid(), running.startTicks())).isFalse();
            assertThat(running.waitFor().isSuccess()).isTrue();
        }
        driver.at(store).openSource().close();
    }

    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void worksTheQueueOfTheIndexOffWhileOthersLook(Sandbox.Kind kind) throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), kind);
        Programs.upgrade(sandbox);
        var text = Files.readString(sandbox.configuration());
        Files.writeString(sandbox.configuration(), text.replaceAll("(index-rows-per-second) = \\d+", "$1 = 40"));
        var data = sandbox.directory().resolve("data");
        var store = kind == Sandbox.Kind.SQLITE ? data.resolve("index.sqlite3") : data;
        var all = kind.driver().at(store).indexRowsLeft();
        try (var server = SandboxServer.start(sandbox)) {
            var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            var left = kind.driver().at(store).indexRowsLeft();
            while (left > 0) {
                assertThat(System.nanoTime())
                        .as(left + " left: " + server.log())
                        .isLessThan(end);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                left = kind.driver().at(store).indexRowsLeft();
            }
            assertThat(server.stop().isSuccess()).isTrue();
        }
        assertThat(all).isPositive();
        kind.driver().at(store).openTarget().close();
    }

    @Test
    void stopsItsOwnAlone() throws Exception {
        var one = Sandbox.create(directory.resolve("one"), Sandbox.Kind.SQLITE);
        var other = Sandbox.create(directory.resolve("other"), Sandbox.Kind.SQLITE);
        try (var first = SandboxServer.start(one);
                var second = SandboxServer.start(other)) {
            assertThat(first.stop().isSuccess()).isTrue();

            assertThat(first.probe().isSuccess()).isFalse();
            assertThat(second.probe().isSuccess()).isTrue();
            assertThat(first.stop().isSuccess()).isTrue();
        }
    }

    @Test
    void servesADerivedConfigurationOnPortsOfItsOwn() throws Exception {
        var sandbox = upgraded();
        var text = Files.readString(sandbox.configuration());
        var free = SandboxPorts.free();
        var derived = SandboxFiles.file(
                directory.resolve("derived.toml"),
                "rw-------",
                text.replace(":" + sandbox.ports().imap() + "\"", ":" + free.imap() + "\"")
                        .replace("user = \"admin\"", "user = \"trial\"\nenable-master = true"));

        try (var server = SandboxServer.start(with(sandbox, derived))) {
            var login = "LOGIN \"ben%%trial\" %s".formatted(secret(derived));
            assertThat(ImapTranscript.answer(free.imap(), login)).startsWith("a OK");
            assertThat(ImapTranscript.answer(free.imap(), "LOGIN ben wrong")).startsWith("a NO");
            assertThat(server.log()).contains("Serving.");
        }
    }

    @Test
    void opensNoMailboxToTheMasterWhereThatIsNotEnabled() throws Exception {
        var sandbox = upgraded();
        try (var server = SandboxServer.start(sandbox)) {
            var login = "LOGIN \"ben%%admin\" %s".formatted(secret(sandbox.configuration()));
            assertThat(ImapTranscript.answer(sandbox.ports().imap(), login)).startsWith("a NO");
            assertThat(server.probe().isSuccess()).isTrue();
        }
    }

    @Test
    void goesOnWhereAPortIsTaken() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), Sandbox.Kind.SQLITE);
        try (var taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), sandbox.ports().smtp()));
            try (var server = SandboxServer.start(sandbox)) {
                assertThat(server.log()).contains("ERROR Listener smtp cannot bind");
            }
        }
    }

    @Test
    void answersTheCallsOfTheManagement() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), Sandbox.Kind.ROCKSDB);
        try (var server = SandboxServer.start(sandbox)) {
            var secret = secret(sandbox.configuration());
            assertThat(get(sandbox, "/api/principal", secret))
                    .isEqualTo("200 {\"data\":{\"items\":[\"ada\",\"all-hands\",\"ben\",\"clara\",\"crew\",\"deniz\"]"
                            + ",\"total\":6}}");
            assertThat(get(sandbox, "/api/queue/messages", secret)).endsWith("\"total\":3}}");
            assertThat(get(sandbox, "/api/queue/reports", secret)).endsWith("{\"items\":[],\"total\":0}}");
            assertThat(get(sandbox, "/api/reports/dmarc", secret)).endsWith("\"total\":1}}");
            assertThat(get(sandbox, "/api/principal/crew", secret)).contains("\"members\":[\"ben\",\"deniz\"]");
            assertThat(get(sandbox, "/api/principal", "wrong")).startsWith("401 ");
            assertThat(get(sandbox, "/login", "")).startsWith("200 ").contains("0.7.3");
            assertThat(server.probe().isSuccess()).isTrue();
        }
    }

    @Test
    void showsTheCertificateOfItsStoreInTheOldVersionOnly() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), Sandbox.Kind.SQLITE);
        Certificate before;
        try (var server = SandboxServer.start(sandbox)) {
            before = certificate(sandbox.ports().imaps());
            assertThat(certificate(sandbox.ports().https())).isEqualTo(before);
            assertThat(((X509Certificate) before).getSubjectX500Principal().getName())
                    .isEqualTo("CN=mail.harbour.example");
            before.verify(before.getPublicKey());
            assertThat(server.probe().isSuccess()).isTrue();
        }
        Programs.upgrade(sandbox);
        try (var server = SandboxServer.start(sandbox)) {
            assertThat(certificate(sandbox.ports().imaps())).isNotEqualTo(before);
            assertThat(server.probe().isSuccess()).isTrue();
        }
    }

    @Test
    void takesNoMailAsTheOldServer() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), Sandbox.Kind.SQLITE);
        try (var server = SandboxServer.start(sandbox);
                var socket = new Socket(
                        InetAddress.getLoopbackAddress(), sandbox.ports().smtp())) {
            socket.getOutputStream()
                    .write("MAIL FROM:<>\r\nRCPT TO:<ada@harbour.example>\r\nQUIT\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(said.lines().map(line -> line.substring(0, 3))).containsExactly("220", "250", "451", "221");
            assertThat(server.probe().isSuccess()).isTrue();
        }
    }

    @Test
    void queuesMailForItsAccountsAsTheNewServer() throws Exception {
        var sandbox = upgraded();
        try (var server = SandboxServer.start(sandbox);
                var socket = new Socket(
                        InetAddress.getLoopbackAddress(), sandbox.ports().smtp())) {
            socket.getOutputStream().write("""
                            MAIL FROM:<a@b.example>
                            RCPT TO:<nobody@harbour.example>
                            RCPT TO:<Ada@harbour.example>
                            DATA
                            Subject: Hello

                            ..
                            .
                            QUIT
                            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            var said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(said.lines().map(line -> line.substring(0, 3)))
                    .containsExactly("220", "250", "550", "250", "354", "250", "221");
            assertThat(server.stop().isSuccess()).isTrue();
        }
        var store = sandbox.directory().resolve("data/index.sqlite3");
        try (var target = Sandbox.Kind.SQLITE.driver().at(store).openTarget();
                var messages = target.scan(Letter.QUEUE_MESSAGE)) {
            // Its number is the lowest; those that the official import has carried may not be readable.
            assertThat(messages.next()).isTrue();
            var message = QueuedMessageCodec.decode(messages.value());
            assertThat(message.returnPath()).isEqualTo("a@b.example");
            assertThat(message.recipients()).hasSize(1);
            assertThat(target.get(Letter.BLOB, message.blobHash().toByteArray()))
                    .isNotNull();
        }
    }

    private Sandbox upgraded() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), Sandbox.Kind.SQLITE);
        Programs.upgrade(sandbox);
        return sandbox;
    }

    private static Sandbox with(Sandbox sandbox, Path configuration) {
        return new Sandbox(
                sandbox.directory(),
                configuration,
                sandbox.program(),
                sandbox.release(),
                sandbox.commands(),
                sandbox.name(),
                sandbox.ports());
    }

    private static String mailboxes(Sandbox sandbox, String... accounts) throws Exception {
        try (var server = SandboxServer.start(sandbox)) {
            var all = new StringBuilder();
            for (var account : accounts) {
                all.append(ImapTranscript.of(sandbox.ports().imap(), account, "secret-" + account));
            }
            return all.toString();
        }
    }

    private static String secret(Path configuration) throws IOException {
        var secret = Pattern.compile("secret = \"(\\w+)\"").matcher(Files.readString(configuration));
        assertThat(secret.find()).isTrue();
        return secret.group(1);
    }

    private static String get(Sandbox sandbox, String path, String secret) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + sandbox.ports().http() + path))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("admin:" + secret).getBytes(StandardCharsets.UTF_8)))
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private static Certificate certificate(int port) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Believing()}, null);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    /** Looks at certificates and asks nothing of them. */
    private static final class Believing implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
