package dev.drydock.translate;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;

/**
 * How the new store is to hold contents. The server reads a content rightly only in the form that the
 * {@code compression} setting of its blob store asks for, so as stored is right while that setting stays.
 */
public enum BlobForm {
    AS_STORED,
    PLAIN,
    LZ4;

    /** The value for the new store; a content that does not match its hash in any form stays as it is. */
    byte[] of(byte[] key, byte[] stored) throws MalformedDataException {
        if (this == AS_STORED || key.length != BlobHash.LENGTH) {
            return stored;
        }
        var blob = StoredBlob.of(BlobHash.of(key), stored);
        if (!blob.intact()) {
            return stored;
        }
        return this == PLAIN ? blob.content() : StoredBlob.compressed(blob.content());
    }
}
