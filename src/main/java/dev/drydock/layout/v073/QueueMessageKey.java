package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;

/**
 * Key of a queued message in {@code v}: class 50, queue id u64.
 *
 * @param id queue id, unsigned
 */
public record QueueMessageKey(long id) {

    private static final int CLASS = 50;

    public static QueueMessageKey decode(byte[] key) throws MalformedDataException {
        var reader = KeyClass.open("queued message key", key, CLASS);
        var decoded = new QueueMessageKey(reader.u64("queue id"));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return new ByteWriter(9).u8(CLASS).u64(id).toByteArray();
    }
}
