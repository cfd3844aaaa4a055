package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Key of the counter behind a queue quota, in {@code c}: class 55 (messages) or 56 (bytes), name.
 *
 * @param name free bytes; the same as in the {@link dev.drydock.layout.QuotaKey quota keys} of queued messages
 */
public record QueueQuotaKey(Kind kind, byte[] name) {

    /** What is counted: messages or bytes. */
    public enum Kind {
        COUNT(55),
        SIZE(56);

        private final int keyClass;

        Kind(int keyClass) {
            this.keyClass = keyClass;
        }
    }

    public static QueueQuotaKey decode(byte[] key) throws MalformedDataException {
        var reader = new ByteReader("queue quota key", key);
        var found = reader.u8("class");
        return switch (found) {
            case 55 -> new QueueQuotaKey(Kind.COUNT, reader.rest());
            case 56 -> new QueueQuotaKey(Kind.SIZE, reader.rest());
            default -> throw KeyClass.unknown("queue quota key", found);
        };
    }

    public byte[] encode() {
        return new ByteWriter(1 + name.length).u8(kind.keyClass).bytes(name).toByteArray();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QueueQuotaKey key && kind == key.kind && Arrays.equals(name, key.name);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + Arrays.hashCode(name);
    }

    @Override
    public String toString() {
        return "queue quota " + Printable.of(name) + ", " + kind;
    }
}
