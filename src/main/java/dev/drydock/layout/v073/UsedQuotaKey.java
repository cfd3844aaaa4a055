package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;

/**
 * Key of the counter of bytes an account uses, in {@code c}: class 24, principal leb.
 *
 * @param principal id, unsigned 32 bits
 */
public record UsedQuotaKey(int principal) {

    private static final int CLASS = 24;

    public static UsedQuotaKey decode(byte[] key) throws MalformedDataException {
        var reader = KeyClass.open("used quota key", key, CLASS);
        var decoded = new UsedQuotaKey(reader.leb32("principal"));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return new ByteWriter(6).u8(CLASS).leb32(principal).toByteArray();
    }
}
