package dev.drydock.layout.v073;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Document;

/**
 * Key of a property in {@code v}: class 0, account u32, collection u8, field u8, document u32.
 *
 * @param field number of the property, 0 to 255
 */
public record PropertyKey(Document document, int field) {

    private static final int LENGTH = 11;

    public static PropertyKey decode(byte[] key) throws MalformedDataException {
        if (key.length != LENGTH) {
            throw new MalformedDataException("property key", key.length, "a length of " + LENGTH + " bytes");
        }
        if (key[0] != 0) {
            throw new MalformedDataException("property key", 0, "class 0, not " + (key[0] & 0xFF));
        }
        var document = new Document(BigEndian.u32(key, 1), key[5] & 0xFF, BigEndian.u32(key, 7));
        return new PropertyKey(document, key[6] & 0xFF);
    }

    public byte[] encode() {
        var key = new byte[LENGTH];
        BigEndian.putU32(key, 1, document.account());
        key[5] = (byte) document.collection();
        key[6] = (byte) field;
        BigEndian.putU32(key, 7, document.document());
        return key;
    }
}
