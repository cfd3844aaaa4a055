package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Document;

/** Key of a document's list of terms in {@code v}: class 1, account u32, collection u8, document leb. */
public record TermIndexKey(Document document) {

    private static final int CLASS = 1;

    public static TermIndexKey decode(byte[] key) throws MalformedDataException {
        var reader = KeyClass.open("term index key", key, CLASS);
        var document = new Document(reader.u32("account"), reader.u8("collection"), reader.leb32("document"));
        reader.end();
        return new TermIndexKey(document);
    }

    public byte[] encode() {
        return new ByteWriter(11)
                .u8(CLASS)
                .u32(document.account())
                .u8(document.collection())
                .leb32(document.document())
                .toByteArray();
    }
}
