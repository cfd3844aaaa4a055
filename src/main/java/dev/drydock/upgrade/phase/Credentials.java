package dev.drydock.upgrade.phase;

import dev.drydock.installation.configuration.FallbackAdministrator;
import dev.drydock.store.FilledBackup;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Passwords that somebody has given to this console. They live here and nowhere else, and end with it. */
public final class Credentials {

    /** Remembered, as a word only, once credentials were given and tried. */
    static final String GIVEN = "credentials.given";

    private volatile @Nullable FallbackAdministrator administrator;
    private volatile @Nullable Map<String, String> backup;
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

    /** Passwords that the form of the backup was filled in with, by the names of its fields. */
    public Map<String, String> backup() {
        var given = backup;
        return given == null ? Map.of() : given;
    }

    /** Whether nobody has filled in the form of the backup since this console was started. */
    boolean isBackupForgotten() {
        return backup == null;
    }

    /** Takes the passwords of what was filled in, those that were given before among them. */
    public void backup(FilledBackup filled) {
        backup = filled.givenSecrets().stream().collect(Collectors.toUnmodifiableMap(name -> name, filled::secret));
    }

    /** Forgets one that counts once only. */
    void spend(String field) {
        var left = new HashMap<>(backup());
        if (left.remove(field) != null) {
            backup = Map.copyOf(left);
        }
    }

    /** Forgets the passwords of the backup, as if this console had just been started. */
    public void forgetBackup() {
        backup = null;
    }

    /** Whether somebody has said to this console that there is nothing to give. */
    boolean isDeclined() {
        return declined;
    }

    /** Says whether there is something, and nothing about it. */
    @Override
    public String toString() {
        return administrator == null && backup().isEmpty() ? "no credentials" : "credentials";
    }
}
