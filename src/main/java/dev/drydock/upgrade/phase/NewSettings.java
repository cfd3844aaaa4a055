package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Settings that v0.8.0 has in its store. */
final class NewSettings {

    private NewSettings() {}

    /** Those whose keys begin so. */
    static Map<String, String> under(TargetStore store, String prefix) throws StoreException {
        var settings = new TreeMap<String, String>();
        try (var cursor = store.scan(Letter.SETTING)) {
            while (cursor.next()) {
                var name = new String(cursor.key(), StandardCharsets.UTF_8);
                if (name.startsWith(prefix)) {
                    settings.put(name, new String(cursor.value(), StandardCharsets.UTF_8));
                }
            }
        }
        return settings;
    }
}
