package dev.drydock.layout;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;

/**
 * One document of an account: a message, a mailbox, an identity and so on.
 *
 * @param account account id, unsigned 32 bits
 * @param collection the byte of its {@link Collection}, 0 to 255
 * @param document document id within account and collection, unsigned 32 bits
 */
public record Document(int account, int collection, int document) {

    /** Bytes that {@link #read} reads and {@link #writeTo} writes. */
    public static final int LENGTH = 9;

    /** Reads account u32, collection u8 and document u32, the order most keys of both versions have. */
    public static Document read(ByteReader reader) throws MalformedDataException {
        return new Document(reader.u32("account"), reader.u8("collection"), reader.u32("document"));
    }

    /** Writes account u32, collection u8 and document u32. */
    public ByteWriter writeTo(ByteWriter writer) {
        return writer.u32(account).u8(collection).u32(document);
    }

    /** As {@link #read}, from a place in a key whose length is already known to be enough. */
    public static Document in(byte[] key, int offset) {
        return new Document(BigEndian.u32(key, offset), key[offset + 4] & 0xFF, BigEndian.u32(key, offset + 5));
    }

    /** As {@link #writeTo}, at a place in a key that is long enough. */
    public void putInto(byte[] key, int offset) {
        BigEndian.putU32(key, offset, account);
        key[offset + 4] = (byte) collection;
        BigEndian.putU32(key, offset + 5, document);
    }

    /** The collection that names mail messages. */
    public boolean isMessage() {
        return collection == Collection.EMAIL.code();
    }

    @Override
    public String toString() {
        var noun = Collection.of(collection).map(Collection::noun).orElse("collection " + collection);
        return noun + " " + Integer.toUnsignedString(document) + " of account " + Integer.toUnsignedString(account);
    }
}
