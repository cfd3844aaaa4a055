package dev.drydock.layout;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;

/**
 * Value of a name in the directory, the same in both versions: id leb, type u8.
 *
 * @param id the principal of that name, unsigned 32 bits
 * @param type as in {@link Principal}
 */
public record PrincipalId(int id, int type) {

    public static PrincipalId decode(byte[] value) throws MalformedDataException {
        var reader = new ByteReader("principal id", value);
        var decoded = new PrincipalId(reader.leb32("id"), reader.u8("type"));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return new ByteWriter(6).leb32(id).u8(type).toByteArray();
    }
}
