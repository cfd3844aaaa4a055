package dev.drydock.installation.configuration;

/**
 * {@code authentication.fallback-admin}: the administrator that the configuration itself makes.
 *
 * @param secret a password, or the hash of one
 */
public record FallbackAdministrator(String user, Secret secret) {

    /** Whether the secret is a hash, so that the password itself is not known from the file. */
    public boolean isHashed() {
        var text = secret.reveal();
        return text.startsWith("$") || text.startsWith("{") || text.startsWith("_");
    }
}
