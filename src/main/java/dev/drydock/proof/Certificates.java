package dev.drydock.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The certificates that a server shows, per listener and name that is asked for: taken before the stop, and held against
 * what is shown afterwards.
 *
 * @param shown by listener and name
 * @param unknown why nothing is known, by listener and name
 */
public record Certificates(Map<Asked, List<ServedCertificate>> shown, Map<Asked, String> unknown) {

    private static final String CODE = "certificate";

    public Certificates {
        shown = Map.copyOf(shown);
        unknown = Map.copyOf(unknown);
    }

    /**
     * What was asked.
     *
     * @param listener the id of a listener, which stays when its port does not
     */
    public record Asked(String listener, String name) {
        @Override
        public String toString() {
            return name + " at listener " + listener;
        }
    }

    /**
     * Asks every endpoint with TLS for every name.
     *
     * @param names of the server, as clients know them
     * @param limit the time for each answer
     */
    public static Certificates observe(List<Endpoint> endpoints, List<String> names, Duration limit) {
        var shown = new LinkedHashMap<Asked, List<ServedCertificate>>();
        var unknown = new LinkedHashMap<Asked, String>();
        for (var endpoint : endpoints) {
            if (!endpoint.isTls()) {
                continue;
            }
            for (var name : names) {
                var asked = new Asked(endpoint.listener(), name);
                try {
                    var certificate = ask(endpoint, name, limit);
                    if (certificate.isPresent()) {
                        shown.computeIfAbsent(asked, added -> new ArrayList<>()).add(certificate.get());
                    } else {
                        unknown.put(asked, endpoint + " offers no TLS");
                    }
                } catch (IOException e) {
                    unknown.put(asked, endpoint + ": " + e.getMessage());
                }
            }
        }
        return new Certificates(shown, unknown);
    }

    private static Optional<ServedCertificate> ask(Endpoint endpoint, String name, Duration limit) throws IOException {
        var named = new Endpoint(endpoint.listener(), endpoint.protocol(), endpoint.address(), endpoint.tls(), name);
        if (endpoint.tls() == Endpoint.TlsMode.IMPLICIT) {
            try (var wire = Wire.open(named, limit)) {
                return wire.certificate();
            }
        }
        return switch (endpoint.protocol()) {
            case SMTP, LMTP -> {
                try (var session = SmtpSession.open(named, limit)) {
                    yield session.certificate();
                }
            }
            case IMAP -> {
                try (var session = ImapSession.open(named, limit)) {
                    yield session.certificate();
                }
            }
            case MANAGESIEVE -> {
                try (var session = SieveSession.open(named, limit)) {
                    yield session.certificate();
                }
            }
            case POP3, HTTP -> Optional.empty();
        };
    }

    /** All names that were asked for. */
    public List<String> names() {
        return Stream.concat(shown.keySet().stream(), unknown.keySet().stream())
                .map(Asked::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** Names that stand in the certificates that were shown, and were not asked for yet. */
    public List<String> furtherNames() {
        var further = new TreeSet<String>();
        shown.values()
                .forEach(certificates -> certificates.forEach(
                        certificate -> further.addAll(CertificateNames.askable(certificate.names()))));
        names().forEach(further::remove);
        return List.copyOf(further);
    }

    /** These and others, which were asked for other names. */
    public Certificates and(Certificates others) {
        var allShown = new LinkedHashMap<>(shown);
        allShown.putAll(others.shown);
        var allUnknown = new LinkedHashMap<>(unknown);
        allUnknown.putAll(others.unknown);
        return new Certificates(allShown, allUnknown);
    }

    /** Without what was asked for some of the names. */
    public Certificates without(Predicate<String> name) {
        var kept = new LinkedHashMap<>(shown);
        kept.keySet().removeIf(asked -> name.test(asked.name()));
        var keptUnknown = new LinkedHashMap<>(unknown);
        keptUnknown.keySet().removeIf(asked -> name.test(asked.name()));
        return new Certificates(kept, keptUnknown);
    }

    /** Holds these, from before, against others, from after: one proof for each listener and name. */
    public List<Proof> compare(Certificates after) {
        var all = new TreeSet<>(Comparator.comparing(Asked::listener).thenComparing(Asked::name));
        all.addAll(shown.keySet());
        all.addAll(unknown.keySet());
        return all.stream().map(asked -> compare(asked, after)).toList();
    }

    private Proof compare(Asked asked, Certificates after) {
        var before = shown.get(asked);
        var subject = asked.toString();
        if (before == null) {
            return Proof.skipped(CODE, subject, "It is not known what was shown before: " + unknown.get(asked) + ".");
        }
        var now = after.shown.get(asked);
        if (now == null) {
            return Proof.failed(
                    CODE,
                    subject,
                    "No certificate is shown any more: " + after.unknown.getOrDefault(asked, "it was not asked") + ".");
        }
        var known = before.stream().map(ServedCertificate::sha256).toList();
        for (var certificate : now) {
            if (!known.contains(certificate.sha256())) {
                return changed(subject, before.get(0), certificate);
            }
        }
        return Proof.passed(CODE, subject, "The certificate is the same: " + now.get(0) + ".");
    }

    /**
     * The server makes itself a certificate at every start where it has none, so that another one of that kind is no loss;
     * and one that was renewed in between is none either.
     */
    private static Proof changed(String subject, ServedCertificate before, ServedCertificate now) {
        var lines = List.of("before: " + before, "now: " + now);
        var sameNames = now.names().equals(before.names());
        if (now.selfSigned()
                && before.selfSigned()
                && sameNames
                && now.subject().equals(before.subject())) {
            return Proof.passed(CODE, subject, "The certificate is self-signed, as before, and made anew.")
                    .with(lines);
        }
        if (now.selfSigned()) {
            return Proof.failed(CODE, subject, "The server shows a self-signed certificate, so clients will refuse it.")
                    .with(lines);
        }
        if (!sameNames) {
            return Proof.failed(CODE, subject, "The certificate is for other names than before.")
                    .with(lines);
        }
        return now.notAfter().isAfter(before.notAfter())
                ? Proof.passed(CODE, subject, "The certificate was renewed.").with(lines)
                : Proof.failed(CODE, subject, "The certificate is another one than before.")
                        .with(lines);
    }
}
