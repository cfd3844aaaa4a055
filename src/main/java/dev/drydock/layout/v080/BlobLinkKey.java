package dev.drydock.layout.v080;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;

/**
 * Key in {@code k} that says that a document or a queued message holds a blob, or that a blob was stored whole: hash,
 * account u32, collection u8, document u32.
 */
public record BlobLinkKey(BlobHash hash, Document document) {

    private static final int NONE = 0xFFFF_FFFF;
    private static final int BY_ID = 0xFF;
    private static final Document COMMITTED = new Document(NONE, 0, NONE);

    /** The marker of a blob that was stored whole. */
    public static BlobLinkKey commit(BlobHash hash) {
        return new BlobLinkKey(hash, COMMITTED);
    }

    /**
     * A link from something with an id of 64 bits, such as a queued message: its high half stands for the account, FF
     * for the collection, its low half for the document.
     */
    public static BlobLinkKey byId(BlobHash hash, long id) {
        return new BlobLinkKey(hash, new Document((int) (id >>> 32), BY_ID, (int) id));
    }

    public static BlobLinkKey decode(byte[] key) throws MalformedDataException {
        var reader = new ByteReader("blob link key", key);
        var decoded = new BlobLinkKey(BlobHash.of(reader.bytes(BlobHash.LENGTH, "hash")), Document.read(reader));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return document.writeTo(new ByteWriter(41).bytes(hash.toByteArray())).toByteArray();
    }

    public boolean isCommit() {
        return document.equals(COMMITTED);
    }

    public boolean isById() {
        return document.collection() == BY_ID;
    }

    /** The id of a link {@link #isById() by id}. */
    public long id() {
        return (Integer.toUnsignedLong(document.account()) << 32) | Integer.toUnsignedLong(document.document());
    }
}
