package dev.drydock.installation.configuration;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a {@code directory.<id>.type} can be. */
public enum DirectoryKind {
    INTERNAL,
    SQL,
    LDAP,
    MEMORY,
    IMAP,
    SMTP,
    LMTP;

    static @Nullable DirectoryKind ofType(String type) {
        for (var kind : values()) {
            if (kind.type().equals(type)) {
                return kind;
            }
        }
        return null;
    }

    /** As it is configured; unlike the type of a store it must be written in lower case. */
    public String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the accounts are kept elsewhere, and the data store only knows numbers for their names. */
    public boolean isExternal() {
        return this != INTERNAL;
    }
}
