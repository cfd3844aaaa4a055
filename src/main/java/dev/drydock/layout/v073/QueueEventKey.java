package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;

/**
 * Key of the next thing to do for a queued message, in {@code v}: class 51, due u64, queue id u64.
 *
 * @param due Unix time in seconds
 * @param id queue id, unsigned
 */
public record QueueEventKey(long due, long id) {

    private static final int CLASS = 51;

    public static QueueEventKey decode(byte[] key) throws MalformedDataException {
        var reader = KeyClass.open("queue event key", key, CLASS);
        var decoded = new QueueEventKey(reader.u64("due"), reader.u64("queue id"));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return new ByteWriter(17).u8(CLASS).u64(due).u64(id).toByteArray();
    }
}
