package dev.drydock.real;

import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.KeptInMemory;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.layout.v073.CounterValue;
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
record Converted(StorePath location, Ledger ledger, KeptInMemory saved) {

    /** First byte of the counters under the same letter that are no queue quotas, in hexadecimal. */
    private static final String USED_QUOTA = "04";

    /** Converts a v0.7.3 store. */
    static Converted from(StorePath source, Profile profile, StorePath target) throws Exception {
        return from(source, profile, target, EditedSink.Edit.NONE);
    }

    /** Converts a v0.7.3 store, and changes what the profile puts into the new one. */
    static Converted from(StorePath source, Profile profile, StorePath target, EditedSink.Edit edit) throws Exception {
        var saved = new KeptInMemory();
        try (var records = new StoreRecords(source.driver().at(source.path()).openSource());
                var sink = new EditedSink(target.driver().at(target.path()).createTarget(), edit)) {
            var ledger = new Conversion(records, profile, sink, saved, Progress.NONE).run();
            return new Converted(target, ledger, saved);
        }
    }

    /** How many records there are now under a letter; no server may be running on the store. */
    long count(Letter letter) throws Exception {
        try (var store = location.driver().at(location.path()).openTarget();
                var records = store.scan(letter)) {
            var count = 0L;
            while (records.next()) {
                count++;
            }
            return count;
        }
    }

    /** The counters of queue quotas, by key in hexadecimal; no server may be running on the store. */
    Map<String, Long> queueQuotas() throws Exception {
        var quotas = new HashMap<String, Long>();
        for (var counter : records(Letter.QUOTA).entrySet()) {
            if (!counter.getKey().startsWith(USED_QUOTA)) {
                quotas.put(counter.getKey(), CounterValue.decode(counter.getValue()));
            }
        }
        return quotas;
    }

    /** All records that are now under a letter, value by key in hexadecimal; no server may be running on the store. */
    Map<String, byte[]> records(Letter letter) throws Exception {
        try (var store = location.driver().at(location.path()).openTarget();
                var records = store.scan(letter)) {
            var found = new HashMap<String, byte[]>();
            while (records.next()) {
                found.put(HexFormat.of().formatHex(records.key()), records.value());
            }
            return found;
        }
    }
}
