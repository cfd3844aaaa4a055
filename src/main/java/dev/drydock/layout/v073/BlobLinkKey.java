package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;

/**
 * Key in {@code v} that says that a document holds a blob, or that a blob was stored whole: class 7, hash, account
 * u32, collection u8, document u32.
 */
public record BlobLinkKey(BlobHash hash, Document document) {

    private static final int CLASS = 7;
    private static final int NONE = 0xFFFF_FFFF;
    private static final Document COMMITTED = new Document(NONE, 0, NONE);

    /** The marker of a blob that was stored whole. */
    public static BlobLinkKey commit(BlobHash hash) {
        return new BlobLinkKey(hash, COMMITTED);
    }

    public static BlobLinkKey decode(byte[] key) throws MalformedDataException {
        var reader = KeyClass.open("blob link key", key, CLASS);
        var decoded = new BlobLinkKey(BlobHash.of(reader.bytes(BlobHash.LENGTH, "hash")), Document.read(reader));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return document.writeTo(new ByteWriter(42).u8(CLASS).bytes(hash.toByteArray()))
                .toByteArray();
    }

    /**
     * Whether this is a commit marker. As the server's exporter has it, either of account and document is enough: both
     * ids are never given to anything real.
     */
    public boolean isCommit() {
        return document.account() == NONE || document.document() == NONE;
    }
}
