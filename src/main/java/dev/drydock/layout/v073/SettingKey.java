package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Key of a setting in {@code v}: class 8, name.
 *
 * @param name text in UTF-8, such as {@code server.hostname}
 */
public record SettingKey(byte[] name) {

    private static final int CLASS = 8;

    public static SettingKey decode(byte[] key) throws MalformedDataException {
        return new SettingKey(KeyClass.open("setting key", key, CLASS).rest());
    }

    public byte[] encode() {
        return new ByteWriter(1 + name.length).u8(CLASS).bytes(name).toByteArray();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SettingKey key && Arrays.equals(name, key.name);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(name);
    }

    @Override
    public String toString() {
        return "setting " + Printable.of(name);
    }
}
