package dev.drydock.store.foundationdb;

import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes single records of a v0.8.0 store: what has a value or a number, and is no content. Changes wait here until they are
 * committed.
 */
final class FdbEditor implements StoreEditor {

    private static final Set<Letter> CHANGED = Arrays.stream(Letter.values())
            .filter(letter -> letter.shape() != Letter.Shape.KEY_ONLY)
            .filter(letter -> letter != Letter.BLOB && letter != Letter.FULL_TEXT_INDEX)
            .collect(Collectors.toUnmodifiableSet());

    private final LetterRecords records;

    /** By key with its letter; nothing for one that is to go. */
    private final TreeMap<byte[], byte @Nullable []> changes = new TreeMap<>(Arrays::compareUnsigned);

    FdbEditor(LetterRecords records) {
        this.records = records;
    }

    @Override
    public String name() {
        return records.name();
    }

    @Override
    public byte @Nullable [] get(Letter letter, byte[] key) throws StoreException {
        return records.get(required(letter), key);
    }

    @Override
    public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
        changes.put(LetterRecords.key(required(letter), key), value);
    }

    @Override
    public void delete(Letter letter, byte[] key) throws StoreException {
        changes.put(LetterRecords.key(required(letter), key), null);
    }

    private char required(Letter letter) throws StoreException {
        if (!CHANGED.contains(letter)) {
            throw records.refused(letter.title());
        }
        return letter.letter();
    }

    @Override
    public void commit() throws StoreException {
        var sets = new ArrayList<KeyValue>();
        var clears = new ArrayList<byte[]>();
        for (var change : changes.entrySet()) {
            var value = change.getValue();
            if (value == null) {
                clears.add(change.getKey());
            } else {
                sets.add(new KeyValue(change.getKey(), value));
            }
            clears.addAll(pieces(change.getKey()));
        }
        Interrupted.asFailure(() -> {
            records.keys().write(sets, clears);
            return clears;
        });
        changes.clear();
    }

    /** The keys of further pieces of a value, which go with it; most have none. */
    private List<byte[]> pieces(byte[] key) throws StoreException {
        var pieces = new ArrayList<byte[]>();
        var value = records.get((char) key[0], Arrays.copyOfRange(key, 1, key.length));
        var count = value == null ? 0 : (value.length - 1) / ChunkedCursor.WHOLE;
        for (var i = 0; i < count; i++) {
            var piece = KeySpace.after(key);
            piece[key.length] = (byte) i;
            pieces.add(piece);
        }
        return pieces;
    }

    @Override
    public void close() {
        changes.clear();
    }
}
