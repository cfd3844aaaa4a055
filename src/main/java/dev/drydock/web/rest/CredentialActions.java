package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.installation.configuration.FallbackAdministrator;
import dev.drydock.installation.configuration.Secret;
import dev.drydock.upgrade.Upgrades;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes passwords into the memory of this console; nothing here ever gives one out. */
@Component
public final class CredentialActions {

    private static final int LONGEST = 1000;

    private final Upgrades upgrades;

    CredentialActions(Upgrades upgrades) {
        this.upgrades = upgrades;
    }

    /** Takes the administrator's name and password in place of what was given before. */
    public void give(String id, @Nullable String user, @Nullable String password)
            throws RefusedException, InvalidFieldsException {
        var login = new FallbackAdministrator(
                required("administrator.user", user), new Secret(required("administrator.password", password)));
        upgrades.credentials(upgrades.get(id)).administrator(login);
    }

    /** Forgets what was given. */
    public void forget(String id) throws RefusedException {
        upgrades.credentials(upgrades.get(id)).administrator(null);
    }

    /** Whether a password was given to this console. */
    public boolean areGiven(String id) throws RefusedException {
        return upgrades.credentials(upgrades.get(id)).administrator().isPresent();
    }

    private static String required(String field, @Nullable String value) throws InvalidFieldsException {
        if (value == null || value.isEmpty() || value.length() > LONGEST) {
            throw InvalidFieldsException.of(field, "is missing, or too long");
        }
        return value;
    }
}
