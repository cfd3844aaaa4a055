package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Key of the time a lookup counter ends, in {@code v}: class 10, name of the counter.
 *
 * @param name free bytes, often text
 */
public record LookupCounterExpiryKey(byte[] name) {

    private static final int CLASS = 10;

    public static LookupCounterExpiryKey decode(byte[] key) throws MalformedDataException {
        return new LookupCounterExpiryKey(
                KeyClass.open("lookup counter expiry key", key, CLASS).rest());
    }

    public byte[] encode() {
        return new ByteWriter(1 + name.length).u8(CLASS).bytes(name).toByteArray();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LookupCounterExpiryKey key && Arrays.equals(name, key.name);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(name);
    }

    @Override
    public String toString() {
        return "lookup counter expiry " + Printable.of(name);
    }
}
