package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;

/**
 * Key of the counter that gives a mailbox its next UID, in {@code c}: class 0, account u32, collection 1, field 84,
 * document u32.
 *
 * @param document the mailbox, a document of {@link Collection#MAILBOX}
 */
public record MailboxUidNextKey(Document document) {

    /** The field under which the counter stands among the properties of an export as well. */
    public static final int FIELD = 84;

    private static final int CLASS = 0;

    public static MailboxUidNextKey decode(byte[] key) throws MalformedDataException {
        var reader = KeyClass.open("mailbox next UID key", key, CLASS);
        var account = reader.u32("account");
        if (reader.u8("collection") != Collection.MAILBOX.code() || reader.u8("field") != FIELD) {
            throw new MalformedDataException("mailbox next UID key", 5, "collection 1 and field " + FIELD);
        }
        var document = new Document(account, Collection.MAILBOX.code(), reader.u32("document"));
        reader.end();
        return new MailboxUidNextKey(document);
    }

    public byte[] encode() {
        return new ByteWriter(11)
                .u8(CLASS)
                .u32(document.account())
                .u8(document.collection())
                .u8(FIELD)
                .u32(document.document())
                .toByteArray();
    }
}
