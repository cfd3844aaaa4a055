package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;

/**
 * Key of a message whose text is still to be indexed, in {@code v}: class 5, sequence u64, account u32, document u32.
 * Only messages are indexed so, so there is no collection.
 *
 * @param seq place in the queue, unsigned
 */
public record IndexQueueKey(long seq, int account, int document) {

    private static final int CLASS = 5;

    public static IndexQueueKey decode(byte[] key) throws MalformedDataException {
        var reader = KeyClass.open("index queue key", key, CLASS);
        var decoded = new IndexQueueKey(reader.u64("sequence"), reader.u32("account"), reader.u32("document"));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return new ByteWriter(17).u8(CLASS).u64(seq).u32(account).u32(document).toByteArray();
    }
}
