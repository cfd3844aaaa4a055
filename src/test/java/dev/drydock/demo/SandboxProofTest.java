package dev.drydock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Progress;
import dev.drydock.installation.configuration.Secret;
import dev.drydock.proof.Certificates;
import dev.drydock.proof.Endpoint;
import dev.drydock.proof.Endpoint.Protocol;
import dev.drydock.proof.Endpoint.TlsMode;
import dev.drydock.proof.ExpectedState;
import dev.drydock.proof.Login;
import dev.drydock.proof.ProofReport;
import dev.drydock.proof.ProofRequest;
import dev.drydock.proof.ServerProof;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The proof, and the server of a sandbox before and after an upgrade: neither can be wrong alone. */
class SandboxProofTest {

    private static final List<String> NAMES = List.of("mail.example.org");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern SECRET = Pattern.compile("user = \"admin\"\\s+secret = \"([^\"]+)\"");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void findsInTheNewServerAllThatTheOldStoreHolds(Sandbox.Kind kind) throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), kind);
        var endpoints = endpoints(sandbox.ports());
        Certificates before;
        try (var server = SandboxServer.start(sandbox)) {
            assertThat(server.running().isAlive()).isTrue();
            before = Certificates.observe(endpoints, NAMES, LIMIT);
        }
        try (var expected = expected(sandbox, kind)) {
            var administrator = enableMaster(sandbox);
            upgrade(sandbox);

            var report = prove(
                    sandbox,
                    ProofRequest.of(endpoints, "0.8.0")
                            .withMaster(administrator)
                            .withExpected(expected)
                            .withCertificates(before, NAMES));

            assertThat(report.failures()).isEmpty();
            assertThat(before.shown()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(report.coverage().mailboxesAsked())
                    .isEqualTo(expected.mailboxCount())
                    .isPositive();
            assertThat(report.coverage().messagesSeen())
                    .isEqualTo(expected.messageCount())
                    .isPositive();
        }
    }

    private ExpectedState expected(Sandbox sandbox, Sandbox.Kind kind) throws Exception {
        var data = sandbox.directory().resolve("data");
        var store = kind == Sandbox.Kind.SQLITE ? data.resolve("index.sqlite3") : data;
        try (var source = kind.driver().at(store).openSource()) {
            return ExpectedState.read(source, new ExpectedState.Options(false), directory, Progress.NONE);
        }
    }

    private static ProofReport prove(Sandbox sandbox, ProofRequest request) throws Exception {
        try (var server = SandboxServer.start(sandbox)) {
            return ServerProof.run(
                    request,
                    ServerProof.AccountProgress.NONE,
                    () -> server.running().isAlive(),
                    () -> false);
        }
    }

    private static Login enableMaster(Sandbox sandbox) throws Exception {
        var text = Files.readString(sandbox.configuration());
        var secret = SECRET.matcher(text);
        assertThat(secret.find()).as("an administrator in " + text).isTrue();
        Files.writeString(
                sandbox.configuration(),
                text.replace(
                        "[authentication.fallback-admin]", "[authentication.fallback-admin]\nenable-master = true"));
        return new Login("admin", new Secret(secret.group(1)));
    }

    private static void upgrade(Sandbox sandbox) throws Exception {
        Programs.restore(sandbox, Programs.export(sandbox));
        Files.copy(sandbox.release(), sandbox.program(), StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Endpoint> endpoints(SandboxPorts ports) {
        return List.of(
                endpoint("smtp", Protocol.SMTP, ports.smtp(), TlsMode.STARTTLS),
                endpoint("imap", Protocol.IMAP, ports.imap(), TlsMode.STARTTLS),
                endpoint("imaptls", Protocol.IMAP, ports.imaps(), TlsMode.IMPLICIT),
                endpoint("http", Protocol.HTTP, ports.http(), TlsMode.PLAIN),
                endpoint("https", Protocol.HTTP, ports.https(), TlsMode.IMPLICIT));
    }

    private static Endpoint endpoint(String listener, Protocol protocol, int port, TlsMode tls) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new Endpoint(listener, protocol, address, tls, NAMES.get(0));
    }
}
