package dev.drydock.amendment;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import org.jspecify.annotations.Nullable;

/** Holds what two profiles yield for a record against what really is in the store. */
final class FoundRow {

    private final TargetStore store;
    private final SameValue same = new SameValue();

    FoundRow(TargetStore store) {
        this.store = store;
    }

    /** The row whose one side is what is in the store, byte for byte. */
    AmendedRow row(Letter letter, byte[] key, byte @Nullable [] had, byte @Nullable [] wanted)
            throws StoreException, MalformedDataException {
        var found = store.get(letter, key);
        if (same.test(letter, key, found, had)) {
            return new AmendedRow(letter, key, found, wanted);
        }
        if (same.test(letter, key, found, wanted)) {
            return new AmendedRow(letter, key, had, found);
        }
        var row = new AmendedRow(letter, key, had, wanted);
        throw new StoreException(
                "In " + store.name() + ", the " + row.words() + " is neither what the import yields nor what was"
                        + " to be made of it: " + (found == null ? "it is not there" : found.length + " bytes differ"),
                "Compare the store with the old one by verify; a server that has run on it has changed it");
    }
}
