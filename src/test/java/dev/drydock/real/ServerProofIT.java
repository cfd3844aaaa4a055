package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Progress;
import dev.drydock.fixture.Fixture;
import dev.drydock.installation.configuration.Secret;
import dev.drydock.proof.Certificates;
import dev.drydock.proof.Endpoint;
import dev.drydock.proof.Endpoint.Protocol;
import dev.drydock.proof.Endpoint.TlsMode;
import dev.drydock.proof.ExpectedState;
import dev.drydock.proof.Limits;
import dev.drydock.proof.Login;
import dev.drydock.proof.Proof;
import dev.drydock.proof.Proof.Outcome;
import dev.drydock.proof.ProofReport;
import dev.drydock.proof.ProofRequest;
import dev.drydock.proof.ServerProof;
import dev.drydock.real.ServerConfiguration.Options;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the proof expects of an old store, against what the real servers show: the old one, and the new one. */
@WithRealPrograms
class ServerProofIT {

    private static final Login ADMINISTRATOR = new Login("admin", new Secret("fixture-admin-secret"));

    private static NameServer names;

    @TempDir
    private Path directory;

    @BeforeAll
    static void answerThatNoNameExists() throws Exception {
        names = new NameServer(Map.of());
    }

    @AfterAll
    static void stopAnswering() {
        names.close();
    }

    static Stream<Fixture> stores() {
        return Fixture.withStore().stream();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void expectsOfTheOldStoreWhatTheRealServersShow(Fixture fixture) throws Exception {
        var store = FixtureStore.unpack(fixture, directory.resolve("source"), Instant.now());
        try (var expected = expected(store)) {
            var export = directory.resolve("export");
            var old = new Site(RealProgram.V0_7_3, store);
            RealServer.export(RealProgram.V0_7_3, old.configuration, export);
            try (var server = RealServer.start(RealProgram.V0_7_3, old.configuration)) {
                var before = Certificates.observe(old.endpoints, List.of("mail.example.org"), Duration.ofSeconds(10));
                var report = old.prove(
                        server,
                        ProofRequest.of(old.endpoints, "0.7.3")
                                .withAccounts(account -> new Login(account, new Secret("secret-" + account)))
                                .withAdministrator(ADMINISTRATOR)
                                .withExpected(expected)
                                .withCertificates(before, List.of("mail.example.org")));
                // Nobody can log in as a group, and the fixtures' bundle has no page.
                assertThat(report.failures()).extracting(Proof::code).isSubsetOf("accounts", "webadmin");
                assertThat(proof(report, "accounts").details())
                        .containsOnly("crew: the server refuses the login", "harbour: the server refuses the login");
            }
            var target = new StorePath(store.scheme(), directory.resolve("target"));
            var renewed = new Site(RealProgram.V0_8_0, target);
            RealServer.restore(RealProgram.V0_8_0, renewed.configuration, export);
            try (var server = RealServer.start(RealProgram.V0_8_0, renewed.configuration)) {
                var start = System.nanoTime();
                var report = renewed.prove(
                        server,
                        ProofRequest.of(renewed.endpoints, "0.8.0")
                                .withMaster(ADMINISTRATOR)
                                .withExpected(expected));
                Observed.note("proof, " + fixture + ": " + report.coverage() + ", "
                        + (System.nanoTime() - start) / 1_000_000 + " ms");
                assertThat(report.failures()).extracting(Proof::code).isSubsetOf("webadmin");
                assertThat(report.coverage().mailboxesAsked()).isEqualTo(expected.mailboxCount());
                assertThat(report.coverage().messagesSeen()).isEqualTo(expected.messageCount());
                assertThat(report.coverage().sentence()).startsWith("No mail program will download again");
                assertThat(proof(report, "version").outcome()).isEqualTo(Outcome.PASSED);
                assertThat(proof(report, "sieve").outcome()).isEqualTo(Outcome.PASSED);
            }
        }
    }

    private static Proof proof(ProofReport report, String code) {
        return report.proofs().stream()
                .filter(proof -> proof.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private ExpectedState expected(StorePath store) throws Exception {
        try (var source = store.driver().at(store.path()).openSource()) {
            return ExpectedState.read(source, new ExpectedState.Options(false), directory, Progress.NONE);
        }
    }

    /** A server's configuration with listeners of every kind, and where they are reached. */
    private final class Site {
        private final ServerConfiguration configuration;
        private final List<Endpoint> endpoints;

        Site(RealProgram program, StorePath store) throws Exception {
            var sieve = freePort();
            var imaps = freePort();
            configuration = ServerConfiguration.write(
                    directory.resolve("server-" + program),
                    store,
                    Options.DEFAULT
                            .withNameServer(names.port())
                            .with("enable-master = true\n" + listener("sieve", "managesieve", sieve, false)
                                    + listener("imaps", "imap", imaps, true)));
            endpoints = List.of(
                    endpoint("smtp", Protocol.SMTP, configuration.smtpPort(), TlsMode.STARTTLS),
                    endpoint("imap", Protocol.IMAP, configuration.imapPort(), TlsMode.STARTTLS),
                    endpoint("imaps", Protocol.IMAP, imaps, TlsMode.IMPLICIT),
                    endpoint("sieve", Protocol.MANAGESIEVE, sieve, TlsMode.STARTTLS),
                    endpoint("http", Protocol.HTTP, configuration.httpPort(), TlsMode.PLAIN));
        }

        ProofReport prove(RealServer server, ProofRequest request) {
            return ServerProof.run(
                    request.withLimits(Limits.DEFAULT.withAnswer(Duration.ofSeconds(5))),
                    ServerProof.AccountProgress.NONE,
                    server::isAlive,
                    () -> false);
        }
    }

    private static Endpoint endpoint(String listener, Protocol protocol, int port, TlsMode tls) {
        return new Endpoint(
                listener,
                protocol,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                tls,
                "mail.example.org");
    }

    private static String listener(String id, String protocol, int port, boolean implicit) {
        return """
                [server.listener.%s]
                bind = "127.0.0.1:%d"
                protocol = "%s"
                tls.implicit = %s
                """.formatted(id, port, protocol, implicit);
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
