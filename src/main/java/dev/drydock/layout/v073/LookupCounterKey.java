package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Key of a lookup counter in {@code c}: class 9, name.
 *
 * @param name free bytes, often text
 */
public record LookupCounterKey(byte[] name) {

    private static final int CLASS = 9;

    public static LookupCounterKey decode(byte[] key) throws MalformedDataException {
        return new LookupCounterKey(
                KeyClass.open("lookup counter key", key, CLASS).rest());
    }

    public byte[] encode() {
        return new ByteWriter(1 + name.length).u8(CLASS).bytes(name).toByteArray();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LookupCounterKey key && Arrays.equals(name, key.name);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(name);
    }

    @Override
    public String toString() {
        return "lookup counter " + Printable.of(name);
    }
}
