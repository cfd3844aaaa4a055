package dev.drydock.layout.v080;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import dev.drydock.layout.Document;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Key of the places at which a document has a word, in {@code g}: account u32, word, collection u8, document u32.
 *
 * @param word the word itself where it has 1 to 7 bytes; else eight bytes of hash and its length u8, at least 8
 */
public record FullTextIndexKey(Document document, byte[] word) {

    private static final int LONG_WORD = 9;
    private static final int SHORTEST_LONG = 8;

    /** A key with a word that comes from outside. */
    public static FullTextIndexKey of(Document document, byte[] word) throws MalformedDataException {
        if (word.length == LONG_WORD ? (word[LONG_WORD - 1] & 0xFF) < SHORTEST_LONG : !isShort(word.length)) {
            throw new MalformedDataException(
                    "full-text index key", 4, "a word of 1 to 7 bytes, or eight bytes and a length of at least 8");
        }
        return new FullTextIndexKey(document, word);
    }

    private static boolean isShort(int length) {
        return length > 0 && length < SHORTEST_LONG;
    }

    public static FullTextIndexKey decode(byte[] key) throws MalformedDataException {
        var reader = new ByteReader("full-text index key", key);
        var account = reader.u32("account");
        var word = reader.bytes((long) key.length - Document.LENGTH, "word");
        return of(new Document(account, reader.u8("collection"), reader.u32("document")), word);
    }

    public byte[] encode() {
        return new ByteWriter(Document.LENGTH + LONG_WORD)
                .u32(document.account())
                .bytes(word)
                .u8(document.collection())
                .u32(document.document())
                .toByteArray();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FullTextIndexKey key && document.equals(key.document) && Arrays.equals(word, key.word);
    }

    @Override
    public int hashCode() {
        return 31 * document.hashCode() + Arrays.hashCode(word);
    }

    @Override
    public String toString() {
        return "word " + Printable.of(word) + " in " + document;
    }
}
