package dev.drydock.installation.configuration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All settings by their flat keys, in the order of the bytes of the keys, as the server keeps them. */
public final class Settings {

    /** Differs from the order of {@code String} above U+FFFF, and the server's look-ups depend on it. */
    static final Comparator<String> KEY_ORDER = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    private final SortedMap<String, Setting> byKey;

    Settings(Collection<Setting> settings) {
        var map = new TreeMap<String, Setting>(KEY_ORDER);
        settings.forEach(setting -> map.put(setting.key(), setting));
        this.byKey = Collections.unmodifiableSortedMap(map);
    }

    public Collection<Setting> all() {
        return byKey.values();
    }

    public @Nullable Setting find(String key) {
        return byKey.get(key);
    }

    /** The value of a key, or null where it is not set. */
    public @Nullable String value(String key) {
        var setting = byKey.get(key);
        return setting == null ? null : setting.value();
    }

    /** The setting of this key, where it is one value, and those below it, where it is an array or a table. */
    public List<Setting> under(String prefix) {
        var found = new ArrayList<Setting>();
        for (var setting : byKey.values()) {
            if (setting.key().equals(prefix) || setting.key().startsWith(prefix + ".")) {
                found.add(setting);
            }
        }
        return found;
    }

    /** What stands between the prefix and the suffix: {@code ids("store", "type")} are the ids of the stores. */
    public List<String> ids(String prefix, String suffix) {
        var ids = new ArrayList<String>();
        for (var key : byKey.keySet()) {
            if (key.startsWith(prefix + ".")
                    && key.endsWith("." + suffix)
                    && key.length() > prefix.length() + suffix.length() + 1) {
                ids.add(key.substring(prefix.length() + 1, key.length() - suffix.length() - 1));
            }
        }
        return ids;
    }

    /** How many there are, for people. */
    @Override
    public String toString() {
        return byKey.size() + " settings";
    }
}
