package dev.drydock.layout.v080;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;

/**
 * Key of a message whose text is still to be indexed, in {@code f}: sequence u64, account u32, collection u8, document
 * u32, hash of its content. Without the hash, v0.8.0 takes the key for the removal of a message.
 *
 * @param seq place in the queue, unsigned
 */
public record IndexQueueKey(long seq, Document document, BlobHash hash) {

    public static IndexQueueKey decode(byte[] key) throws MalformedDataException {
        var reader = new ByteReader("index queue key", key);
        var decoded = new IndexQueueKey(
                reader.u64("sequence"), Document.read(reader), BlobHash.of(reader.bytes(BlobHash.LENGTH, "hash")));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return document.writeTo(new ByteWriter(53).u64(seq))
                .bytes(hash.toByteArray())
                .toByteArray();
    }

    /** The value of a key that nobody works on: the time of its lock, u64, is 0. */
    public static byte[] value() {
        return new byte[8];
    }
}
