package dev.drydock.store.foundationdb;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads records under letters of one store.
 *
 * @param name of the store, for people
 */
record LetterRecords(String name, KeySpace keys) {

    /** All records of a letter. */
    RecordCursor scan(char letter) {
        return new ChunkedCursor(keys.scan(ClusterContents.under(letter)));
    }

    /** The records of a letter in a range of keys, these without the letter. */
    RecordCursor scan(char letter, KeyRange range) {
        var to = range.to();
        return new ChunkedCursor(keys.scan(new KeyRange(
                key(letter, range.from()),
                to == null ? ClusterContents.under(letter).to() : key(letter, to))));
    }

    byte @Nullable [] get(char letter, byte[] key) throws StoreException {
        var first = key(letter, key);
        var found = Interrupted.asFailure(() -> keys.range(new KeyRange(first, KeySpace.after(first)), 1));
        if (found.isEmpty()) {
            return null;
        }
        if (found.get(0).value().length < ChunkedCursor.WHOLE) {
            return found.get(0).value();
        }
        try (var whole = new ChunkedCursor(keys.scan(pieces(first)))) {
            return whole.next() ? whole.value() : null;
        }
    }

    /** Where all pieces of a record lie. */
    static KeyRange pieces(byte[] first) {
        var end = Arrays.copyOf(first, first.length + 1);
        end[first.length] = (byte) 0xFF;
        return new KeyRange(first, end);
    }

    static byte[] key(char letter, byte[] key) {
        var whole = new byte[1 + key.length];
        whole[0] = (byte) letter;
        System.arraycopy(key, 0, whole, 1, key.length);
        return whole;
    }

    /** Refuses what the tools do not read. */
    StoreException refused(String what) {
        return new StoreException(
                "The " + what + " of " + name + " cannot be read with the vendor's tools",
                "Look at them in the export, which the server itself makes");
    }
}
