package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Key of a lookup value in {@code v}: class 4, name. The value is expiry u64 and then what is looked up.
 *
 * @param name free bytes, often text
 */
public record LookupKey(byte[] name) {

    private static final int CLASS = 4;

    public static LookupKey decode(byte[] key) throws MalformedDataException {
        return new LookupKey(KeyClass.open("lookup value key", key, CLASS).rest());
    }

    public byte[] encode() {
        return new ByteWriter(1 + name.length).u8(CLASS).bytes(name).toByteArray();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LookupKey key && Arrays.equals(name, key.name);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(name);
    }

    @Override
    public String toString() {
        return "lookup value " + Printable.of(name);
    }
}
