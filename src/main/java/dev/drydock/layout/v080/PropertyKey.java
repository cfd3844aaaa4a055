package dev.drydock.layout.v080;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Document;

/**
 * Key of a property in {@code p}: account u32, collection u8, field u8, document u32.
 *
 * @param field number of the property, 0 to 255
 */
public record PropertyKey(Document document, int field) {

    private static final int LENGTH = 10;

    public static PropertyKey decode(byte[] key) throws MalformedDataException {
        if (key.length != LENGTH) {
            throw new MalformedDataException("property key", key.length, "a length of " + LENGTH + " bytes");
        }
        var document = new Document(BigEndian.u32(key, 0), key[4] & 0xFF, BigEndian.u32(key, 6));
        return new PropertyKey(document, key[5] & 0xFF);
    }

    public byte[] encode() {
        var key = new byte[LENGTH];
        BigEndian.putU32(key, 0, document.account());
        key[4] = (byte) document.collection();
        key[5] = (byte) field;
        BigEndian.putU32(key, 6, document.document());
        return key;
    }
}
