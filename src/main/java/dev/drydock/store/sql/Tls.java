package dev.drydock.store.sql;

/** How the way to an SQL server is protected, as {@code tls.enable} and {@code tls.allow-invalid-certs} say it. */
public enum Tls {
    OFF("off"),
    /** Encrypted, whoever the server is. */
    ANY_CERTIFICATE("any"),
    /** Encrypted, with a certificate that is valid for the name of the server. */
    VERIFIED("verify");

    private final String word;

    Tls(String word) {
        this.word = word;
    }

    /** How it is written in a location. */
    String word() {
        return word;
    }

    /** What two settings of the mail server's configuration mean together. */
    public static Tls of(boolean enabled, boolean allowsInvalidCertificates) {
        if (!enabled) {
            return OFF;
        }
        return allowsInvalidCertificates ? ANY_CERTIFICATE : VERIFIED;
    }
}
