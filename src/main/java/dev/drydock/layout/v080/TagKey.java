package dev.drydock.layout.v080;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import dev.drydock.layout.Document;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Key that says that a document has a value in a field, in {@code c}: account u32, collection u8, field u8, value,
 * document u32.
 */
public sealed interface TagKey {

    Document document();

    int field();

    byte[] encode();

    /**
     * What a key says, to describe it to people only: the highest bit of the field tells text from number, so a field
     * from 128 up would be taken for another.
     */
    static Optional<TagKey> recognise(byte[] key) {
        if (key.length < 10) {
            return Optional.empty();
        }
        var document = new Document(BigEndian.u32(key, 0), key[4] & 0xFF, BigEndian.u32(key, key.length - 4));
        var field = key[5] & 0xFF;
        if (field >= Text.MARKER) {
            return Optional.of(new Text(document, field - Text.MARKER, Arrays.copyOfRange(key, 6, key.length - 4)));
        }
        try {
            var reader = new ByteReader("tag key", key, 6, key.length - 4);
            var id = reader.leb32("tag");
            reader.end();
            return Optional.of(new Id(document, field, id));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    /**
     * A number, such as a mailbox or a keyword that the server knows: leb.
     *
     * @param field 0 to 127
     * @param id unsigned 32 bits
     */
    record Id(Document document, int field, int id) implements TagKey {
        @Override
        public byte[] encode() {
            return new ByteWriter(15)
                    .u32(document.account())
                    .u8(document.collection())
                    .u8(field)
                    .leb32(id)
                    .u32(document.document())
                    .toByteArray();
        }
    }

    /**
     * A text, such as a keyword of the user's; 80 (hexadecimal) is added to the field.
     *
     * @param field 0 to 127
     * @param text free bytes
     */
    record Text(Document document, int field, byte[] text) implements TagKey {

        private static final int MARKER = 0x80;

        @Override
        public byte[] encode() {
            return new ByteWriter(10 + text.length)
                    .u32(document.account())
                    .u8(document.collection())
                    .u8(field | MARKER)
                    .bytes(text)
                    .u32(document.document())
                    .toByteArray();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Text key
                    && document.equals(key.document)
                    && field == key.field
                    && Arrays.equals(text, key.text);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * document.hashCode() + field) + Arrays.hashCode(text);
        }

        @Override
        public String toString() {
            return "Text[document=" + document + ", field=" + field + ", text=" + Printable.of(text) + "]";
        }
    }
}
