package dev.drydock.proof;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names that a certificate is good for and that a client can ask for. */
public final class CertificateNames {

    /** Neither a number nor a wildcard, which no client asks for. */
    private static final Pattern HOST = Pattern.compile("(?=.*[a-z])[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

    private CertificateNames() {}

    /**
     * Reads them.
     *
     * @param pem certificates, of which the first is the server's own; one that cannot be read has no names, because no
     *     server shows it
     */
    public static List<String> of(String pem) {
        try {
            var chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            for (var certificate : chain) {
                if (certificate instanceof X509Certificate leaf) {
                    return askable(ServedCertificate.of(leaf).names());
                }
            }
            return List.of();
        } catch (GeneralSecurityException e) {
            return List.of();
        }
    }

    /** Those of some names that a client can ask for, in lower case. */
    static List<String> askable(Collection<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> HOST.matcher(name).matches())
                .distinct()
                .toList();
    }
}
