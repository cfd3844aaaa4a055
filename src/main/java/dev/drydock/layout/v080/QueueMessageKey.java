package dev.drydock.layout.v080;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;

/**
 * Key of a queued message in {@code e}: queue id u64.
 *
 * @param id queue id, unsigned
 */
public record QueueMessageKey(long id) {

    public static QueueMessageKey decode(byte[] key) throws MalformedDataException {
        var reader = new ByteReader("queued message key", key);
        var decoded = new QueueMessageKey(reader.u64("queue id"));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return new ByteWriter(8).u64(id).toByteArray();
    }
}
