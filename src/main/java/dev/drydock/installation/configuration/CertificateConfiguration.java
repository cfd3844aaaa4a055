package dev.drydock.installation.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One {@code certificate.<id>} of the file. The rows of the store may hold more; v0.8.0 ignores those.
 *
 * @param complete whether there is a private key to it, without which the server leaves it out
 * @param files that certificate and key are read from; empty where they stand in the configuration itself
 */
public record CertificateConfiguration(String id, boolean complete, List<MacroFile> files) {

    static List<CertificateConfiguration> read(Settings settings, List<MacroFile> files) {
        var certificates = new ArrayList<CertificateConfiguration>();
        for (var id : settings.ids("certificate", "cert")) {
            var cert = "certificate." + id + ".cert";
            var key = "certificate." + id + ".private-key";
            certificates.add(new CertificateConfiguration(
                    id,
                    settings.find(key) != null,
                    files.stream()
                            .filter(file -> Stream.of(cert, key).anyMatch(file.key()::equals))
                            .toList()));
        }
        return List.copyOf(certificates);
    }
}
