package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
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

    private static final String PREFIX = "certificate.";

    private StoredCertificates() {}

    /**
     * The settings with their values.
     *
     * @param progress may end the reading by an exception
     */
    public static Map<String, String> of(RecordSource store, Configuration configuration, Progress progress)
            throws StoreException, MalformedDataException {
        return lacking(OldSettings.under(store, PREFIX, progress), configuration);
    }

    /** The same out of the new store, into which the import has brought them, and where v0.8.0 ignores them. */
    static Map<String, String> carried(TargetStore store, Configuration configuration) throws StoreException {
        return lacking(NewSettings.under(store, PREFIX), configuration);
    }

    private static Map<String, String> lacking(Map<String, String> stored, Configuration configuration) {
        var lacking = new TreeMap<String, String>();
        stored.forEach((key, value) -> {
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
