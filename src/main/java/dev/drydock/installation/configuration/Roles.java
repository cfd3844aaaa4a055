package dev.drydock.installation.configuration;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which store holds what. The server has no defaults: with one role missing or unknown it opens none of its stores. All
 * but the one for the mail data may be set in the store's own settings, where {@code config.local-keys} allows it.
 *
 * @param ids of stores, for {@link Role#DIRECTORY} of a directory; a role that the file does not set is missing
 */
public record Roles(Map<Role, String> ids) {

    public Roles {
        ids = Collections.unmodifiableMap(new EnumMap<>(ids));
    }

    static Roles read(Settings settings) {
        var ids = new EnumMap<Role, String>(Role.class);
        for (var role : Role.values()) {
            var id = settings.value(role.key());
            if (id != null) {
                ids.put(role, id);
            }
        }
        return new Roles(ids);
    }

    /** The id that holds a role, or null where the file does not set it. */
    public @Nullable String id(Role role) {
        return ids.get(role);
    }
}
