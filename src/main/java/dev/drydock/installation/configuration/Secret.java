package dev.drydock.installation.configuration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A password, key or token: handed on, never shown. */
public final class Secret {

    static final String HIDDEN = "(secret)";

    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    static @Nullable Secret ofNullable(@Nullable String text) {
        return text == null ? null : new Secret(text);
    }

    /** The secret itself; what is done with it must not end in a log, a journal, an argument or a report. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Says that there is a secret, and nothing about it. */
    @Override
    public String toString() {
        return HIDDEN;
    }
}
