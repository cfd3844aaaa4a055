package dev.drydock.layout.v080;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Document;

/**
 * Key of the rights somebody has on another's document, in {@code a}: grantee u32, account u32, collection u8,
 * document u32.
 *
 * @param grantee the principal that has the rights
 */
public record AclKey(int grantee, Document document) {

    public static AclKey decode(byte[] key) throws MalformedDataException {
        var reader = new ByteReader("ACL key", key);
        var decoded = new AclKey(reader.u32("grantee"), Document.read(reader));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return document.writeTo(new ByteWriter(13).u32(grantee)).toByteArray();
    }
}
