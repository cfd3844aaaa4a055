package dev.drydock.upgrade.phase;

import dev.drydock.installation.configuration.FallbackAdministrator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passwords that somebody has given to this console. They live here and nowhere else, and end with it. */
public final class Credentials {

    private volatile @Nullable FallbackAdministrator administrator;

    /** The administrator of the mail server, where one was given. */
    public Optional<FallbackAdministrator> administrator() {
        return Optional.ofNullable(administrator);
    }

    /** Takes the administrator's name and password; null forgets them. */
    public void administrator(@Nullable FallbackAdministrator given) {
        administrator = given;
    }

    /** Says whether there is something, and nothing about it. */
    @Override
    public String toString() {
        return administrator == null ? "no credentials" : "credentials";
    }
}
