package dev.drydock.layout.v073;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Key of a bitmap in {@code b}: account u32, collection u8, class u8, and what the class asks for. In RocksDB this is
 * the whole key; a row in SQL adds the {@link #ROW_SUFFIX document id}.
 */
public sealed interface BitmapKey {

    /** Bytes of the document id that a row in SQL has after this key: u32. */
    int ROW_SUFFIX = 4;

    /** Account, collection and class. */
    int HEADER = 6;

    int account();

    int collection();

    /** The key without document id. */
    byte[] encode();

    /** Reads a key without document id. */
    static BitmapKey decode(byte[] key) throws MalformedDataException {
        if (key.length < HEADER) {
            throw new MalformedDataException("bitmap key", key.length, "at least " + HEADER + " bytes");
        }
        var account = BigEndian.u32(key, 0);
        var collection = key[4] & 0xFF;
        var bitmapClass = key[5] & 0xFF;
        if (bitmapClass >= TextToken.CLASS) {
            return TextToken.decode(key, account, collection, bitmapClass & 0x7F);
        }
        return switch (bitmapClass) {
            case DocumentIds.CLASS -> DocumentIds.decode(key, account, collection);
            case TagId.CLASS -> TagId.decode(key, account, collection);
            case TagText.CLASS -> TagText.decode(key, account, collection);
            case TagStatic.CLASS -> TagStatic.decode(key, account, collection);
            default ->
                throw new MalformedDataException(
                        "bitmap key", 5, "a class that v0.7.3 writes, found class " + bitmapClass);
        };
    }

    /** The documents there are: class 0. */
    record DocumentIds(int account, int collection) implements BitmapKey {

        private static final int CLASS = 0;

        private static DocumentIds decode(byte[] key, int account, int collection) throws MalformedDataException {
            requireLength(key, HEADER);
            return new DocumentIds(account, collection);
        }

        @Override
        public byte[] encode() {
            return header(HEADER, account, collection, CLASS);
        }
    }

    /**
     * Documents with a number in a field, such as a mailbox: class 40 (hexadecimal, as those below), field u8, id leb.
     *
     * @param id unsigned 32 bits
     */
    record TagId(int account, int collection, int field, int id) implements BitmapKey {

        private static final int CLASS = 0x40;

        private static TagId decode(byte[] key, int account, int collection) throws MalformedDataException {
            var reader = new ByteReader("bitmap key", key);
            reader.skip(HEADER, "account, collection and class");
            var decoded = new TagId(account, collection, reader.u8("field"), reader.leb32("tag"));
            reader.end();
            return decoded;
        }

        @Override
        public byte[] encode() {
            return new ByteWriter(12)
                    .u32(account)
                    .u8(collection)
                    .u8(CLASS)
                    .u8(field)
                    .leb32(id)
                    .toByteArray();
        }
    }

    /**
     * Documents with a text in a field, such as a keyword: class 41, field u8, text.
     *
     * @param text free bytes
     */
    record TagText(int account, int collection, int field, byte[] text) implements BitmapKey {

        private static final int CLASS = 0x41;

        private static TagText decode(byte[] key, int account, int collection) throws MalformedDataException {
            requireField(key);
            return new TagText(account, collection, key[6] & 0xFF, Arrays.copyOfRange(key, 7, key.length));
        }

        @Override
        public byte[] encode() {
            var key = header(7 + text.length, account, collection, CLASS);
            key[6] = (byte) field;
            System.arraycopy(text, 0, key, 7, text.length);
            return key;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof TagText key
                    && account == key.account
                    && collection == key.collection
                    && field == key.field
                    && Arrays.equals(text, key.text);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(encode());
        }

        @Override
        public String toString() {
            return "TagText[account=" + account + ", collection=" + collection + ", field=" + field + ", text="
                    + Printable.of(text) + "]";
        }
    }

    /**
     * Documents with one of the values the server knows by number, such as a keyword of its own: class 42, field u8,
     * id u8.
     */
    record TagStatic(int account, int collection, int field, int id) implements BitmapKey {

        private static final int CLASS = 0x42;

        private static TagStatic decode(byte[] key, int account, int collection) throws MalformedDataException {
            requireLength(key, 8);
            return new TagStatic(account, collection, key[6] & 0xFF, key[7] & 0xFF);
        }

        @Override
        public byte[] encode() {
            var key = header(8, account, collection, CLASS);
            key[6] = (byte) field;
            key[7] = (byte) id;
            return key;
        }
    }

    /**
     * Documents with a word in a field: class 80 or the length of the word, field u8 (80 added for a stem), hash.
     *
     * @param length bytes of the word, 0 to 127; longer ones count as 127
     * @param hash8 eight bytes: the word itself, filled up with zeros, or a hash of a longer one
     */
    record TextToken(int account, int collection, int field, int length, byte[] hash8) implements BitmapKey {

        private static final int CLASS = 0x80;
        private static final int LENGTH = 15;

        private static TextToken decode(byte[] key, int account, int collection, int length)
                throws MalformedDataException {
            requireLength(key, LENGTH);
            return new TextToken(account, collection, key[6] & 0xFF, length, Arrays.copyOfRange(key, 7, LENGTH));
        }

        @Override
        public byte[] encode() {
            var key = header(LENGTH, account, collection, CLASS | length);
            key[6] = (byte) field;
            System.arraycopy(hash8, 0, key, 7, 8);
            return key;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof TextToken key
                    && account == key.account
                    && collection == key.collection
                    && field == key.field
                    && length == key.length
                    && Arrays.equals(hash8, key.hash8);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(encode());
        }

        @Override
        public String toString() {
            return "TextToken[account=" + account + ", collection=" + collection + ", field=" + field + ", length="
                    + length + ", hash8=" + Printable.of(hash8) + "]";
        }
    }

    private static byte[] header(int length, int account, int collection, int bitmapClass) {
        var key = new byte[length];
        BigEndian.putU32(key, 0, account);
        key[4] = (byte) collection;
        key[5] = (byte) bitmapClass;
        return key;
    }

    private static void requireLength(byte[] key, int length) throws MalformedDataException {
        if (key.length != length) {
            throw new MalformedDataException("bitmap key", key.length, "a length of " + length + " bytes");
        }
    }

    private static void requireField(byte[] key) throws MalformedDataException {
        if (key.length == HEADER) {
            throw new MalformedDataException("bitmap key", HEADER, "field (1 bytes), but 0 are left");
        }
    }
}
