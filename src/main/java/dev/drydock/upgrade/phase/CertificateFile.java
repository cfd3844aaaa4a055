package dev.drydock.upgrade.phase;

import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.proof.Certificates;
import dev.drydock.proof.ServedCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Keeps the certificates that the old server has shown until the new one shows its own; values separated by tabs. */
final class CertificateFile {

    private static final String NAME = "certificates.tsv";
    private static final int FIELDS = 7;

    private CertificateFile() {}

    static void write(Yard yard, Certificates certificates) throws HostException, InterruptedException {
        var lines = new ArrayList<String>();
        certificates
                .shown()
                .forEach((asked, shown) -> shown.forEach(certificate -> lines.add(String.join(
                        "\t",
                        asked.listener(),
                        asked.name(),
                        certificate.sha256(),
                        certificate.notAfter().toString(),
                        Boolean.toString(certificate.selfSigned()),
                        clean(certificate.subject()),
                        clean(String.join(" ", certificate.names()))))));
        certificates
                .unknown()
                .forEach((asked, why) -> lines.add(String.join("\t", asked.listener(), asked.name(), clean(why))));
        HostFiles.write(
                file(yard),
                (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8),
                Yard.account(yard.blueprint().console()),
                0600);
    }

    static Optional<Certificates> read(Yard yard) throws IOException {
        if (!Files.isRegularFile(file(yard))) {
            return Optional.empty();
        }
        var shown = new LinkedHashMap<Certificates.Asked, List<ServedCertificate>>();
        var unknown = new LinkedHashMap<Certificates.Asked, String>();
        for (var line : Files.readAllLines(file(yard))) {
            var fields = line.split("\t", -1);
            if (fields.length == FIELDS) {
                shown.computeIfAbsent(new Certificates.Asked(fields[0], fields[1]), added -> new ArrayList<>())
                        .add(new ServedCertificate(
                                fields[5],
                                fields[6].isEmpty() ? List.of() : List.of(fields[6].split(" ", -1)),
                                Instant.parse(fields[3]),
                                fields[2],
                                Boolean.parseBoolean(fields[4])));
            } else if (fields.length > 2) {
                unknown.put(new Certificates.Asked(fields[0], fields[1]), fields[2]);
            }
        }
        return Optional.of(new Certificates(shown, unknown));
    }

    static Path file(Yard yard) {
        return yard.blueprint().home().resolve(NAME);
    }

    private static String clean(String text) {
        return text.replaceAll("[\\t\\r\\n]", " ");
    }
}
