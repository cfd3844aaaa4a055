package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Document;

/**
 * Key of a document id that is handed out but not yet used, in {@code v}: class 3, account u32, collection u8,
 * document u32.
 */
public record ReservedIdKey(Document document) {

    private static final int CLASS = 3;

    public static ReservedIdKey decode(byte[] key) throws MalformedDataException {
        var reader = KeyClass.open("reserved id key", key, CLASS);
        var decoded = new ReservedIdKey(Document.read(reader));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return document.writeTo(new ByteWriter(10).u8(CLASS)).toByteArray();
    }
}
