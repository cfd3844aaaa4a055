package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.MacroFile;
import dev.drydock.installation.configuration.ServerView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings {@code certificate.*} of the old store that v0.8.0 takes from its file only, and that the file lacks: Drydock
 * writes them there.
 */
public final class StoredCertificates {

    private StoredCertificates() {}

    /**
     * The settings with their values.
     *
     * @param progress may end the reading by an exception
     */
    public static Map<String, String> of(RecordSource store, Configuration configuration, Progress progress)
            throws StoreException, MalformedDataException {
        var lacking = new TreeMap<String, String>();
        OldSettings.under(store, "certificate.", progress).forEach((key, value) -> {
            if (configuration.localKeysOfV080().contains(key)
                    && configuration.written().find(key) == null) {
                lacking.put(key, value);
            }
        });
        return lacking;
    }

    /** The files that such settings name, which v0.8.0 reads as the account that it runs as. */
    public static List<MacroFile> files(Map<String, String> settings, ServerView view) {
        return settings.entrySet().stream()
                .flatMap(setting -> MacroFile.stored(setting.getKey(), setting.getValue(), view).stream())
                .toList();
    }
}
