package dev.drydock.layout.v080;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * A 128-bit digest of one v0.8.0 record, the same whatever form a content is stored in. It finds accidents, not
 * forgeries: contents are checked by their BLAKE3 name, and nobody gains by an attack on his own upgrade.
 */
public final class RecordDigest {

    /** Stands for a content that matches its name: the key says all about it. */
    private static final byte[] INTACT = {1};

    private byte[] buffer = new byte[4096];
    private boolean damaged;

    /** The digest, high half first. Not safe for use by several threads. */
    public long[] of(Letter letter, byte[] key, byte[] value) throws MalformedDataException {
        var content = letter == Letter.BLOB ? content(key, value) : value;
        // What is not stored under a hash, such as a bundle of the server's own, has no name to match.
        damaged = letter == Letter.BLOB && key.length == BlobHash.LENGTH && content != INTACT;
        var size = 5 + key.length + content.length;
        if (buffer.length < size) {
            buffer = new byte[Math.max(size, buffer.length * 2)];
        }
        buffer[0] = (byte) letter.letter();
        BigEndian.putU32(buffer, 1, key.length);
        System.arraycopy(key, 0, buffer, 5, key.length);
        System.arraycopy(content, 0, buffer, 5 + key.length, content.length);
        return MurmurHash3.hash128x64(buffer, 0, size, 0);
    }

    /** Whether the record last digested was a content that does not match its name. */
    public boolean wasDamaged() {
        return damaged;
    }

    private static byte[] content(byte[] key, byte[] stored) throws MalformedDataException {
        if (key.length != BlobHash.LENGTH) {
            return stored;
        }
        var blob = StoredBlob.of(BlobHash.of(key), stored);
        return blob.intact() ? INTACT : blob.content();
    }
}
