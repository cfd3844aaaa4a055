package dev.drydock.upgrade.phase;

import dev.drydock.installation.configuration.Configuration;
import dev.drydock.proof.CertificateNames;
import dev.drydock.proof.Certificates;
import dev.drydock.proof.Endpoint;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;

/** The names that clients know the server by: its own, and those of its certificates. */
final class ServerNames {

    /** Each is asked for at every port with TLS; a hosting server may have thousands. */
    private static final int MOST = 25;

    private ServerNames() {}

    /** The name of the machine, as the server knows it. */
    static String own(Configuration configuration) {
        return configuration.hostname() == null ? "localhost" : configuration.hostname();
    }

    /** That name, and those of the certificates in the file. */
    static List<String> of(Configuration configuration) {
        var names = new LinkedHashSet<String>();
        names.add(own(configuration));
        for (var id : configuration.settings().ids("certificate", "cert")) {
            var pem = configuration.settings().value("certificate." + id + ".cert");
            names.addAll(CertificateNames.of(pem == null ? "" : pem));
        }
        return names.stream().limit(MOST).toList();
    }

    /**
     * Sees which certificates are shown for these names, and for those that only the certificates themselves tell, as
     * where these lie in the store.
     */
    static Certificates observe(List<Endpoint> endpoints, List<String> names, Duration answer) {
        var first = Certificates.observe(endpoints, names, answer);
        var further = first.furtherNames().stream()
                .limit(Math.max(0, MOST - names.size()))
                .toList();
        return further.isEmpty() ? first : first.and(Certificates.observe(endpoints, further, answer));
    }
}
