package dev.drydock.layout;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Key of an index entry, the same in both versions: account u32, collection u8, field u8, value, document u32.
 *
 * @param field the property that is indexed, 0 to 255
 * @param value what the index sorts by, free bytes
 */
public record IndexKey(Document document, int field, byte[] value) {

    private static final int FIXED = Document.LENGTH + 1;

    public static IndexKey decode(byte[] key) throws MalformedDataException {
        if (key.length < FIXED) {
            throw new MalformedDataException("index key", key.length, "at least " + FIXED + " bytes");
        }
        var document = new Document(BigEndian.u32(key, 0), key[4] & 0xFF, BigEndian.u32(key, key.length - 4));
        return new IndexKey(document, key[5] & 0xFF, Arrays.copyOfRange(key, 6, key.length - 4));
    }

    public byte[] encode() {
        var key = new byte[FIXED + value.length];
        BigEndian.putU32(key, 0, document.account());
        key[4] = (byte) document.collection();
        key[5] = (byte) field;
        System.arraycopy(value, 0, key, 6, value.length);
        BigEndian.putU32(key, key.length - 4, document.document());
        return key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IndexKey key
                && document.equals(key.document)
                && field == key.field
                && Arrays.equals(value, key.value);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * document.hashCode() + field) + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "index of field " + field + " = " + Printable.of(value) + ", " + document;
    }
}
