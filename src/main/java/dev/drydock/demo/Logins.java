package dev.drydock.demo;

import dev.drydock.installation.configuration.FallbackAdministrator;
import dev.drydock.layout.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in: the accounts of the store, and the administrator of the configuration. Passwords are compared as they
 * stand there; a hash fits nobody, but for {@code {PLAIN}}.
 *
 * @param masterEnabled whether {@code <account>%<administrator>} opens the account of that name
 */
record Logins(MailStore store, @Nullable FallbackAdministrator administrator, boolean masterEnabled) {

    private static final String PLAIN = "{PLAIN}";

    /** The account that a name and a password open. */
    Optional<Principal> account(String name, String password) {
        var principal = store.principal(name);
        if (principal != null && principal.secrets().stream().anyMatch(secret -> fits(secret, password))) {
            return Optional.of(principal);
        }
        var percent = name.lastIndexOf('%');
        return masterEnabled && percent >= 0 && isAdministrator(name.substring(percent + 1), password)
                ? Optional.ofNullable(store.principal(name.substring(0, percent)))
                : Optional.empty();
    }

    boolean isAdministrator(String name, String password) {
        return administrator != null
                && administrator.user().equals(name)
                && fits(administrator.secret().reveal(), password);
    }

    private static boolean fits(String secret, String password) {
        var plain = secret.startsWith(PLAIN) ? secret.substring(PLAIN.length()) : secret;
        var hashed = plain.startsWith("$") || plain.startsWith("{") || plain.startsWith("_");
        return !hashed
                && MessageDigest.isEqual(
                        plain.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }
}
