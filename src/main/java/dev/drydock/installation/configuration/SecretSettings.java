package dev.drydock.installation.configuration;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells which settings must not be shown. Rather too many than too few: what is hidden needlessly can be looked up in
 * the file by who may read it.
 */
final class SecretSettings {

    /** Parts of keys below which everything is secret. */
    private static final Set<String> WORDS = Set.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "secrets",
            "secret-key",
            "access-key",
            "private-key",
            "api-key",
            "token",
            "credentials",
            "headers");

    /** Parts of keys that are secret where they stand last; {@code session.throttle.*.key} are names of variables. */
    private static final Pattern KEYS = Pattern.compile("(oauth|cluster|acme\\..+|encryption)\\.key");

    private static final Pattern WITH_PASSWORD = Pattern.compile("://[^/\\s]*:[^/\\s]*@");

    private SecretSettings() {}

    static boolean isSecret(String key, String value) {
        var lower = key.toLowerCase(Locale.ROOT);
        for (var part : lower.split("\\.", -1)) {
            if (WORDS.contains(part) || part.endsWith("-token") || part.endsWith("-password")) {
                return true;
            }
        }
        return KEYS.matcher(lower).matches()
                || value.contains("PRIVATE KEY-----")
                || WITH_PASSWORD.matcher(value).find();
    }
}
