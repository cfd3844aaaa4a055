package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.SettingKey;
import dev.drydock.layout.v073.Space;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Settings that v0.7.3 keeps in its store. */
public final class OldSettings {

    private static final int STEP = 1024;

    private OldSettings() {}

    /**
     * Those whose keys begin so.
     *
     * @param progress may end the reading by an exception
     */
    public static Map<String, String> under(RecordSource store, String prefix, Progress progress)
            throws StoreException, MalformedDataException {
        var settings = new TreeMap<String, String>();
        var done = 0L;
        for (var range : Family.SETTING.ranges()) {
            try (var cursor = store.scan(Space.VALUES, range)) {
                while (cursor.next()) {
                    if (done++ % STEP == 0) {
                        progress.at("settings", done, OptionalLong.empty(), Progress.Unit.RECORDS);
                    }
                    var name = new String(SettingKey.decode(cursor.key()).name(), StandardCharsets.UTF_8);
                    if (name.startsWith(prefix)) {
                        settings.put(name, new String(cursor.value(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return settings;
    }
}
