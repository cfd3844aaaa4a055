package dev.drydock.real;

import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import java.util.Optional;

/** A store in the making that differs, as a test wants it, from what a profile makes. */
final class EditedSink implements RecordSink {

    private final RecordSink store;
    private final Edit edit;

    /** What becomes of a record. */
    @FunctionalInterface
    interface Edit {
        /** Leaves everything as it is. */
        Edit NONE = (letter, key) -> Optional.of(key);

        /** The key under which the record is to stand; none to leave it out. */
        Optional<byte[]> keyOf(Letter letter, byte[] key);
    }

    EditedSink(RecordSink store, Edit edit) {
        this.store = store;
        this.edit = edit;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
        var edited = edit.keyOf(letter, key);
        if (edited.isPresent()) {
            store.put(letter, edited.get(), value);
        }
    }

    @Override
    public void add(Letter letter, byte[] key, long value) throws StoreException {
        var edited = edit.keyOf(letter, key);
        if (edited.isPresent()) {
            store.add(letter, edited.get(), value);
        }
    }

    @Override
    public void commit() throws StoreException {
        store.commit();
    }

    @Override
    public void close() throws StoreException {
        store.close();
    }
}
