package dev.drydock.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.proof.Certificates.Asked;
import dev.drydock.proof.Endpoint.Protocol;
import dev.drydock.proof.Endpoint.TlsMode;
import dev.drydock.proof.Proof.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Asked ASKED = new Asked("imaps", "mail.example.org");
    private static final Instant SPRING = Instant.parse("2027-03-20T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void tellsTheCertificateOfAPort() throws Exception {
        try (var server = tlsServer()) {
            var endpoint = new Endpoint(
                    "imaps",
                    Protocol.IMAP,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()),
                    TlsMode.IMPLICIT,
                    "mail.example.org");

            var observed = Certificates.observe(List.of(endpoint), List.of("mail.example.org"), Duration.ofSeconds(10));

            assertThat(observed.unknown()).isEmpty();
            assertThat(observed.shown().get(ASKED)).singleElement().satisfies(certificate -> {
                assertThat(certificate.subject()).isEqualTo("CN=mail.example.org");
                assertThat(certificate.names()).containsExactly("imap.example.org", "mail.example.org");
                assertThat(certificate.selfSigned()).isTrue();
                assertThat(certificate.sha256()).matches("[0-9a-f]{64}");
                assertThat(certificate.notAfter()).isAfter(Instant.now());
            });
        }
    }

    @Test
    void saysWhyNothingIsKnownOfAPort() throws Exception {
        try (var server = new ScriptedServer(c -> c.say("* OK no TLS here\r\n"))) {
            var plain = server.endpoint(Protocol.IMAP);
            var endpoint = new Endpoint("imaps", Protocol.IMAP, plain.address(), TlsMode.IMPLICIT, "mail.example.org");

            var observed = Certificates.observe(List.of(endpoint), List.of("mail.example.org"), Duration.ofSeconds(10));

            assertThat(observed.shown()).isEmpty();
            assertThat(observed.unknown()).containsKey(ASKED);
            assertThat(compare(observed, observed).outcome()).isEqualTo(Outcome.SKIPPED);
        }
    }

    @Test
    void passesTheSameARenewedAndAnotherOfTheServersOwn() {
        var real = certificate("CN=mail", "aa", SPRING, false);
        var own = certificate("CN=self", "bb", SPRING, true);

        assertThat(outcome(real, real)).isEqualTo(Outcome.PASSED);
        assertThat(outcome(real, certificate("CN=mail", "cc", SPRING.plusSeconds(1), false)))
                .isEqualTo(Outcome.PASSED);
        assertThat(outcome(own, certificate("CN=self", "dd", SPRING, true))).isEqualTo(Outcome.PASSED);
    }

    @Test
    void failsWhereClientsWouldBeWarned() {
        var real = certificate("CN=mail", "aa", SPRING, false);
        var selfSigned = certificate("CN=self", "bb", SPRING, true);

        assertThat(outcome(real, selfSigned)).isEqualTo(Outcome.FAILED);
        assertThat(outcome(certificate("CN=mine", "cc", SPRING, true), selfSigned))
                .isEqualTo(Outcome.FAILED);
        assertThat(outcome(real, certificate("CN=mail", "dd", SPRING.minusSeconds(1), false)))
                .isEqualTo(Outcome.FAILED);
        assertThat(compare(shown(real), new Certificates(Map.of(), Map.of(ASKED, "closed")))
                        .outcome())
                .isEqualTo(Outcome.FAILED);
        var elsewhere = new ServedCertificate("CN=mail", List.of("other.example.org"), SPRING, "ee".repeat(32), false);
        assertThat(outcome(real, elsewhere)).isEqualTo(Outcome.FAILED);
    }

    private static Outcome outcome(ServedCertificate before, ServedCertificate after) {
        return compare(shown(before), shown(after)).outcome();
    }

    private static Proof compare(Certificates before, Certificates after) {
        return before.compare(after).get(0);
    }

    private static Certificates shown(ServedCertificate certificate) {
        return new Certificates(Map.of(ASKED, List.of(certificate)), Map.of());
    }

    private static ServedCertificate certificate(String subject, String digest, Instant end, boolean selfSigned) {
        return new ServedCertificate(subject, List.of("mail.example.org"), end, digest.repeat(32), selfSigned);
    }

    private ServerSocket tlsServer() throws Exception {
        var file = directory.resolve("keys.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=mail.example.org",
                        "-ext",
                        "SAN=dns:mail.example.org,dns:imap.example.org",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var listener = context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> serve(listener), "TLS server");
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    private static void serve(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (var socket = listener.accept()) {
                socket.getInputStream().read();
            } catch (IOException e) {
                // The client is gone, or the test is over.
            }
        }
    }
}
