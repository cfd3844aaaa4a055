package dev.drydock.proof;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The certificate that a server showed.
 *
 * @param names for which it is good
 * @param notAfter when it ends
 * @param sha256 its fingerprint, in hexadecimal
 */
public record ServedCertificate(
        String subject, List<String> names, Instant notAfter, String sha256, boolean selfSigned) {

    public ServedCertificate {
        names = List.copyOf(names);
    }

    static ServedCertificate of(X509Certificate certificate) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return new ServedCertificate(
                certificate.getSubjectX500Principal().getName(),
                names(certificate),
                certificate.getNotAfter().toInstant(),
                HexFormat.of().formatHex(digest),
                isSelfSigned(certificate));
    }

    private static List<String> names(X509Certificate certificate) throws CertificateParsingException {
        var found = certificate.getSubjectAlternativeNames();
        return found == null
                ? List.of()
                : found.stream()
                        .map(name -> String.valueOf(name.get(1)))
                        .sorted()
                        .toList();
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Such as {@code CN=mail.example.org, until 2027-01-01T00:00:00Z, SHA-256 0123456789abcdef…}. */
    @Override
    public String toString() {
        return (subject.isEmpty() ? String.join(", ", names) : subject)
                + (selfSigned ? ", self-signed" : "")
                + ", until " + notAfter + ", SHA-256 " + sha256.substring(0, 16) + "…";
    }
}
