package dev.drydock.layout.v080;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import java.util.Optional;

/**
 * Keys of counters in {@code n}. Lookup counters have any name, without a class in front; the next UID of a mailbox is
 * account u32, collection 1, field 84, document u32.
 */
public final class CounterKey {

    private static final int FIELD = 84;
    private static final int LENGTH = 10;

    private CounterKey() {}

    /** The key of a mailbox's next UID. */
    public static byte[] mailboxUidNext(Document mailbox) {
        return new ByteWriter(LENGTH)
                .u32(mailbox.account())
                .u8(mailbox.collection())
                .u8(FIELD)
                .u32(mailbox.document())
                .toByteArray();
    }

    /**
     * The mailbox whose next UID a key seems to be, to describe it to people only: a lookup counter may have a name
     * that looks the same.
     */
    public static Optional<Document> recogniseMailbox(byte[] key) {
        if (key.length != LENGTH || key[4] != Collection.MAILBOX.code() || key[5] != FIELD) {
            return Optional.empty();
        }
        var account = BigEndian.u32(key, 0);
        var document = BigEndian.u32(key, 6);
        return Optional.of(new Document(account, Collection.MAILBOX.code(), document));
    }
}
