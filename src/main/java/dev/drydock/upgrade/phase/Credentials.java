package dev.drydock.upgrade.phase;

import dev.drydock.installation.configuration.FallbackAdministrator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passwords that somebody has given to this console. They live here and nowhere else, and end with it. */
public final class Credentials {

    /** Remembered, as a word only, once credentials were given and tried. */
    static final String GIVEN = "credentials.given";

    private volatile @Nullable FallbackAdministrator administrator;
    private volatile boolean declined;

    /** The administrator of the mail server, where one was given. */
    public Optional<FallbackAdministrator> administrator() {
        return Optional.ofNullable(administrator);
    }

    /** Takes the administrator's name and password; null forgets them. */
    public void administrator(@Nullable FallbackAdministrator given) {
        administrator = given;
        declined = given == null;
    }

    /** Whether somebody has said to this console that there is nothing to give. */
    boolean isDeclined() {
        return declined;
    }

    /** Says whether there is something, and nothing about it. */
    @Override
    public String toString() {
        return administrator == null ? "no credentials" : "credentials";
    }
}
