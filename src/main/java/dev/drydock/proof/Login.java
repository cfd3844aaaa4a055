package dev.drydock.proof;

import dev.drydock.installation.configuration.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A name and its password. No method but {@link #name()} shows any of it.
 *
 * @param name as the server is to be told it
 */
public record Login(String name, Secret secret) {

    /** The same secret, used to enter the mailbox of an account as the server's master user. */
    Login into(String account) {
        return new Login(account + "%" + name, secret);
    }

    /** The initial response of SASL PLAIN (RFC 4616). */
    String plain() {
        return base64("\0" + name + "\0" + secret.reveal());
    }

    /** The value of the header Authorization (RFC 7617). */
    String basic() {
        return "Basic " + base64(name + ":" + secret.reveal());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
