package dev.drydock.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The certificate that a server shows: that of its settings, else one that it makes itself. */
final class ServerCertificate {

    private static final char[] NO_PASSWORD = {};

    private ServerCertificate() {}

    /**
     * Makes what TLS needs.
     *
     * @param settings with {@code certificate.<id>.cert} and {@code .private-key} in PEM; the default one counts, or the
     *     first
     */
    static SSLContext context(SortedMap<String, String> settings, String hostname)
            throws GeneralSecurityException, IOException {
        String chosen = null;
        for (var key : settings.keySet()) {
            if (key.startsWith("certificate.") && key.endsWith(".cert")) {
                var prefix = key.substring(0, key.length() - "cert".length());
                if (settings.containsKey(prefix + "private-key")
                        && (chosen == null || "true".equals(settings.get(prefix + "default")))) {
                    chosen = prefix;
                }
            }
        }
        if (chosen == null) {
            var own = SelfSignedCertificate.of(hostname);
            return context(own.certificate(), own.privateKey());
        }
        return context(settings.getOrDefault(chosen + "cert", ""), settings.getOrDefault(chosen + "private-key", ""));
    }

    private static SSLContext context(String certificate, String privateKey)
            throws GeneralSecurityException, IOException {
        var chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII)));
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("server", key(privateKey), NO_PASSWORD, chain.toArray(Certificate[]::new));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        var der = new PKCS8EncodedKeySpec(
                Base64.getMimeDecoder().decode(pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "")));
        for (var algorithm : List.of("EC", "RSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(der);
            } catch (InvalidKeySpecException e) {
                // Then it is of the next kind.
            }
        }
        throw new InvalidKeySpecException("a private key is neither of EC nor of RSA, in PKCS #8");
    }
}
