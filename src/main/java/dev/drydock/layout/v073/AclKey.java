package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Document;

/**
 * Key of the rights somebody has on another's document, in {@code v}: class 2, grantee u32, account u32, collection
 * u8, document u32.
 *
 * @param grantee the principal that has the rights
 */
public record AclKey(int grantee, Document document) {

    private static final int CLASS = 2;

    public static AclKey decode(byte[] key) throws MalformedDataException {
        var reader = KeyClass.open("ACL key", key, CLASS);
        var decoded = new AclKey(reader.u32("grantee"), Document.read(reader));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return document.writeTo(new ByteWriter(14).u8(CLASS).u32(grantee)).toByteArray();
    }
}
