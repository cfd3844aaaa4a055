package dev.drydock.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.installation.configuration.Secret;
import dev.drydock.proof.Endpoint.Protocol;
import dev.drydock.proof.Endpoint.TlsMode;
import dev.drydock.proof.Proof.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerProofTest {

    private static final Limits SHORT =
            Limits.DEFAULT.withStart(Duration.ofMillis(300)).withAnswer(Duration.ofSeconds(5));

    @Test
    void failsWhereNobodyListens() throws Exception {
        var closed = closed();

        var report = run(ProofRequest.of(List.of(closed), "0.8.0").withLimits(SHORT), true);

        assertThat(outcome(report, "listening")).isEqualTo(Outcome.FAILED);
        assertThat(report.passed()).isFalse();
        assertThat(report.coverage()).isEqualTo(Coverage.NONE);
    }

    @Test
    void doesNotWaitForAProcessThatHasEnded() throws Exception {
        var request =
                ProofRequest.of(List.of(closed()), "0.8.0").withLimits(Limits.DEFAULT.withStart(Duration.ofDays(1)));

        var report = run(request, false);

        assertThat(report.failures()).anyMatch(proof -> proof.text().contains("process has ended"));
    }

    @Test
    void failsWhereAnotherVersionAnswers() throws Exception {
        try (var server = new ScriptedServer(c -> {
            c.say("* OK hello\r\n");
            c.answer("* ID (\"version\" \"0.7.3\")");
            c.hear();
        })) {
            var report = run(
                    ProofRequest.of(List.of(server.endpoint(Protocol.IMAP)), "0.8.0")
                            .withLimits(SHORT),
                    true);

            assertThat(outcome(report, "listening")).isEqualTo(Outcome.PASSED);
            assertThat(outcome(report, "greeting")).isEqualTo(Outcome.PASSED);
            assertThat(outcome(report, "version")).isEqualTo(Outcome.FAILED);
            assertThat(outcome(report, "webadmin")).isEqualTo(Outcome.SKIPPED);
            assertThat(outcome(report, "accounts")).isEqualTo(Outcome.SKIPPED);
        }
    }

    @Test
    void failsWhereThePageNeedsFilesThatAreNotThere() throws Exception {
        try (var server = web("<link href=\"/app-1.js\"><script src='/there.js'>", "/app-1.js")) {
            var report = run(
                    ProofRequest.of(List.of(server.endpoint(Protocol.HTTP)), "0.8.0")
                            .withLimits(SHORT),
                    true);

            assertThat(outcome(report, "webadmin")).isEqualTo(Outcome.FAILED);
            assertThat(report.failures()).anyMatch(proof -> proof.text().contains("/app-1.js"));
            assertThat(outcome(report, "administrator")).isEqualTo(Outcome.SKIPPED);
        }
    }

    @Test
    void failsWhereTheAdministratorIsRefused() throws Exception {
        try (var server = web("<p>page</p>", "/api/principal?page=1&limit=1")) {
            var report = run(
                    ProofRequest.of(List.of(server.endpoint(Protocol.HTTP)), "0.8.0")
                            .withAdministrator(new Login("admin", new Secret("hush")))
                            .withLimits(SHORT),
                    true);

            assertThat(outcome(report, "webadmin")).isEqualTo(Outcome.PASSED);
            assertThat(outcome(report, "administrator")).isEqualTo(Outcome.FAILED);
            assertThat(report.toString()).doesNotContain("hush");
        }
    }

    private static ScriptedServer web(String page, String missing) throws Exception {
        return new ScriptedServer(c -> {
            var path = c.hear().split(" ", -1)[1];
            while (!c.hear().isEmpty()) {}
            var body = path.equals(missing) ? "" : page;
            c.say("HTTP/1.1 " + (body.isEmpty() ? "404 no" : "200 OK") + "\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
        });
    }

    private static Endpoint closed() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint(
                    "imap",
                    Protocol.IMAP,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()),
                    TlsMode.PLAIN,
                    "mail.example.org");
        }
    }

    private static ProofReport run(ProofRequest request, boolean alive) {
        return ServerProof.run(request, ServerProof.AccountProgress.NONE, () -> alive, () -> false);
    }

    private static Outcome outcome(ProofReport report, String code) {
        return report.proofs().stream()
                .filter(proof -> proof.code().equals(code))
                .findFirst()
                .orElseThrow()
                .outcome();
    }
}
