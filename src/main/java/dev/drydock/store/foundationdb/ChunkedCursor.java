package dev.drydock.store.foundationdb;

import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Records under one letter: their keys without it, and their values whole. A value of 100,000 bytes and more is cut by the
 * server; the first piece lies under the key, the others under the key with one byte behind it, from 0 on.
 */
final class ChunkedCursor implements RecordCursor {

    /** A value this long may go on under the next key; no single one is longer. */
    static final int WHOLE = 100_000;

    private static final int LETTER = 1;

    private final RecordCursor pieces;
    private boolean ahead;
    private byte[] key = {};
    private byte[] value = {};

    /** @param pieces keys with their letter, in order */
    ChunkedCursor(RecordCursor pieces) {
        this.pieces = pieces;
    }

    @Override
    public boolean next() throws StoreException {
        if (!ahead && !pieces.next()) {
            return false;
        }
        key = pieces.key();
        value = pieces.value();
        ahead = false;
        if (value.length >= WHOLE) {
            value = joined();
        }
        return true;
    }

    private byte[] joined() throws StoreException {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(value);
        var pieceKey = KeySpace.after(key);
        ahead = pieces.next();
        while (ahead && Arrays.equals(pieces.key(), pieceKey)) {
            whole.writeBytes(pieces.value());
            pieceKey[key.length]++;
            ahead = pieces.next();
        }
        return whole.toByteArray();
    }

    @Override
    public byte[] key() {
        return Arrays.copyOfRange(key, LETTER, key.length);
    }

    @Override
    public byte[] value() {
        return value;
    }

    @Override
    public void close() throws StoreException {
        pieces.close();
    }
}
