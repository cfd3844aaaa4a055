package dev.drydock.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks each port whether it is open and who greets there. */
final class EndpointProofs {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final ProofRequest request;
    private final BooleanSupplier alive;
    private final BooleanSupplier cancelled;

    /** @param alive whether the process of the server lives */
    EndpointProofs(ProofRequest request, BooleanSupplier alive, BooleanSupplier cancelled) {
        this.request = request;
        this.alive = alive;
        this.cancelled = cancelled;
    }

    /** Waits for the ports, then asks those that are open. */
    List<Proof> run() {
        var proofs = new ArrayList<Proof>();
        var deadline = System.nanoTime() + request.limits().start().toNanos();
        Optional<String> version = Optional.empty();
        for (var endpoint : request.endpoints()) {
            var listening = listening(endpoint, deadline);
            proofs.add(listening);
            if (listening.outcome() != Proof.Outcome.PASSED) {
                continue;
            }
            try {
                var told = greeted(endpoint);
                version = version.isPresent() ? version : told;
                proofs.add(Proof.passed(
                        "greeting",
                        endpoint.toString(),
                        "The server answers in " + endpoint.protocol().title() + "."));
            } catch (IOException e) {
                proofs.add(Proof.failed("greeting", endpoint.toString(), e.getMessage() + "."));
            }
        }
        proofs.add(version(version));
        return proofs;
    }

    private Proof listening(Endpoint endpoint, long deadline) {
        var plain = new Endpoint(
                endpoint.listener(),
                endpoint.protocol(),
                endpoint.address(),
                Endpoint.TlsMode.PLAIN,
                endpoint.serverName());
        while (true) {
            try (var wire = Wire.open(plain, CONNECT)) {
                return Proof.passed("listening", wire.endpoint().toString(), "The port accepts connections.");
            } catch (IOException e) {
                if (!alive.getAsBoolean()) {
                    return Proof.failed("listening", endpoint.toString(), "The server's process has ended.");
                }
                if (cancelled.getAsBoolean()) {
                    return Proof.skipped("listening", endpoint.toString(), "It was cancelled.");
                }
                if (System.nanoTime() > deadline) {
                    return Proof.failed(
                            "listening",
                            endpoint.toString(),
                            "The port accepts no connections after "
                                    + request.limits().start().toSeconds() + " s: " + e.getMessage() + ".");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** The version, where the protocol tells it. */
    private Optional<String> greeted(Endpoint endpoint) throws IOException {
        var limit = request.limits().answer();
        switch (endpoint.protocol()) {
            case SMTP, LMTP -> SmtpSession.open(endpoint, limit).close();
            case MANAGESIEVE -> SieveSession.open(endpoint, limit).close();
            case HTTP -> HttpExchange.get(endpoint, "/login", null, HttpProofs.MOST_PAGE, limit);
            case IMAP -> {
                try (var session = ImapSession.open(endpoint, limit)) {
                    return session.version();
                }
            }
            case POP3 -> {
                try (var wire = Wire.open(endpoint, limit)) {
                    var greeting = wire.readLine();
                    if (!greeting.startsWith("+OK")) {
                        throw AnswerException.quoting(endpoint + " greeted with something else than +OK", greeting);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Proof version(Optional<String> found) {
        if (found.isEmpty()) {
            return Proof.skipped("version", "version", "The server does not tell its version.");
        }
        return found.get().equals(request.version())
                ? Proof.passed("version", "version", "The server says that it is version " + found.get() + ".")
                : Proof.failed(
                        "version",
                        "version",
                        "The server says that it is version " + found.get() + ", not " + request.version() + ".");
    }
}
