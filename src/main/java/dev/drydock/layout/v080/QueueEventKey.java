package dev.drydock.layout.v080;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;

/**
 * Key of the next thing to do for a queued message, in {@code q}: due u64, queue id u64.
 *
 * @param due Unix time in seconds
 * @param id queue id, unsigned
 */
public record QueueEventKey(long due, long id) {

    public static QueueEventKey decode(byte[] key) throws MalformedDataException {
        var reader = new ByteReader("queue event key", key);
        var decoded = new QueueEventKey(reader.u64("due"), reader.u64("queue id"));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return new ByteWriter(16).u64(due).u64(id).toByteArray();
    }
}
