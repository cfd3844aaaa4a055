package dev.drydock.real;

import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.layout.v080.Letter;
import dev.drydock.translate.Ledger;
import dev.drydock.translate.Profile;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * A v0.8.0 store that Drydock has just written.
 *
 * @param saved what it would have saved as files
 */
record Converted(StorePath location, Ledger ledger, SavedInMemory saved) {

    /** Converts a v0.7.3 store. */
    static Converted from(StorePath source, Profile profile, StorePath target) throws Exception {
        var saved = new SavedInMemory();
        try (var records = new StoreRecords(source.driver().openSource(source.path()));
                var sink = target.driver().createTarget(target.path())) {
            var ledger = new Conversion(records, profile, sink, saved, Progress.NONE).run();
            return new Converted(target, ledger, saved);
        }
    }

    /** How many records there are now under a letter; no server may be running on the store. */
    long count(Letter letter) throws Exception {
        try (var store = location.driver().openTarget(location.path());
                var records = store.scan(letter)) {
            var count = 0L;
            while (records.next()) {
                count++;
            }
            return count;
        }
    }

    /** All records that are now under a letter, value by key in hexadecimal; no server may be running on the store. */
    Map<String, byte[]> records(Letter letter) throws Exception {
        try (var store = location.driver().openTarget(location.path());
                var records = store.scan(letter)) {
            var found = new HashMap<String, byte[]>();
            while (records.next()) {
                found.put(HexFormat.of().formatHex(records.key()), records.value());
            }
            return found;
        }
    }
}
