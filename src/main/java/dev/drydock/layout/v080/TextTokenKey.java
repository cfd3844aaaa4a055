package dev.drydock.layout.v080;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import dev.drydock.layout.Document;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Key that says that a document has a word in a field, in {@code v}: account u32, the first bytes of the hash (as many
 * as the word has, at most 8), length u8 only if it is 8 or more, collection u8, field u8, document u32.
 *
 * @param length bytes of the word, 0 to 127
 * @param hash8 eight bytes; those after a shorter word are not in the key, and are 0 where the server made them
 */
public record TextTokenKey(Document document, int field, int length, byte[] hash8) {

    private static final int MOST_HASH = 8;
    private static final int FIXED = 10;
    private static final int LONGEST_WORD = 127;

    public static TextTokenKey decode(byte[] key) throws MalformedDataException {
        var hashLength = Math.min(key.length - FIXED, MOST_HASH);
        var length = hashLength;
        var end = key.length - 6;
        if (hashLength == MOST_HASH) {
            length = key.length == FIXED + MOST_HASH + 1 ? key[12] & 0xFF : -1;
            if (length < MOST_HASH || length > LONGEST_WORD) {
                throw new MalformedDataException(
                        "text token key", Math.min(12, key.length), "a word of 8 to 127 bytes, in 19 bytes");
            }
        } else if (hashLength < 0) {
            throw new MalformedDataException("text token key", key.length, "at least " + FIXED + " bytes");
        }
        var document = new Document(BigEndian.u32(key, 0), key[end] & 0xFF, BigEndian.u32(key, end + 2));
        var hash8 = new byte[MOST_HASH];
        System.arraycopy(key, 4, hash8, 0, hashLength);
        return new TextTokenKey(document, key[end + 1] & 0xFF, length, hash8);
    }

    public byte[] encode() {
        var hashLength = Math.min(length, MOST_HASH);
        var withLength = length >= MOST_HASH;
        var key = new byte[FIXED + hashLength + (withLength ? 1 : 0)];
        BigEndian.putU32(key, 0, document.account());
        System.arraycopy(hash8, 0, key, 4, hashLength);
        if (withLength) {
            key[12] = (byte) length;
        }
        var end = key.length - 6;
        key[end] = (byte) document.collection();
        key[end + 1] = (byte) field;
        BigEndian.putU32(key, end + 2, document.document());
        return key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextTokenKey key
                && document.equals(key.document)
                && field == key.field
                && length == key.length
                && Arrays.equals(hash8, key.hash8);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * document.hashCode() + field) + length) + Arrays.hashCode(hash8);
    }

    @Override
    public String toString() {
        return "word " + Printable.of(length < MOST_HASH ? Arrays.copyOf(hash8, length) : hash8) + " of " + length
                + " bytes in field " + field + ", " + document;
    }
}
