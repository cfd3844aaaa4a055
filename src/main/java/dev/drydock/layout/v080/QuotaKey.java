package dev.drydock.layout.v080;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import java.util.Optional;

/**
 * Keys of quotas in {@code u}: class 4 and a principal leb for the bytes an account uses; class 0 (messages) or 1
 * (bytes) and a name for the counters behind queue quotas.
 */
public final class QuotaKey {

    private static final int QUEUE_COUNT = 0;
    private static final int QUEUE_SIZE = 1;
    private static final int USED = 4;

    private QuotaKey() {}

    /**
     * The key of what an account uses.
     *
     * @param principal id, unsigned 32 bits
     */
    public static byte[] usedQuota(int principal) {
        return new ByteWriter(6).u8(USED).leb32(principal).toByteArray();
    }

    /** The key of how many messages count for a queue quota. */
    public static byte[] queueCount(byte[] name) {
        return new ByteWriter(1 + name.length).u8(QUEUE_COUNT).bytes(name).toByteArray();
    }

    /** The key of how many bytes count for a queue quota. */
    public static byte[] queueSize(byte[] name) {
        return new ByteWriter(1 + name.length).u8(QUEUE_SIZE).bytes(name).toByteArray();
    }

    /** What a key counts, for people; empty for a key of none of these forms. */
    public static Optional<String> describe(byte[] key) {
        var reader = new ByteReader("quota key", key);
        try {
            return switch (reader.u8("class")) {
                case QUEUE_COUNT -> Optional.of("messages of queue quota " + Printable.of(reader.rest()));
                case QUEUE_SIZE -> Optional.of("bytes of queue quota " + Printable.of(reader.rest()));
                case USED -> {
                    var principal = Integer.toUnsignedString(reader.leb32("principal"));
                    reader.end();
                    yield Optional.of("bytes used by principal " + principal);
                }
                default -> Optional.empty();
            };
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }
}
