package dev.drydock.bench;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.LogKey;
import dev.drydock.layout.v073.AclKey;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v073.TermIndexKey;
import java.util.Arrays;

/** Properties, term indexes, rights and the change log of the accounts. */
final class ValueRecords {

    /** Mailboxes of every account. */
    static final int MAILBOXES = 11;

    private static final int PURPOSE = 4;
    private static final int OBJECT = 50;
    private static final int POOL = 1 << 16;
    /** Bytes of the description of a message, and of the list of its terms. */
    private static final int METADATA = 1000;

    private static final int TERMS = 2430;
    private static final byte[] NOTHING = {};

    private final StoreShape shape;
    private final SourceWriter writer;
    private final byte[] pool = new byte[POOL];

    ValueRecords(StoreShape shape, SourceWriter writer) {
        this.shape = shape;
        this.writer = writer;
        shape.random(PURPOSE).nextBytes(pool);
    }

    static int mailboxOf(int message) {
        return message % 10 < 7 ? 0 : message % MAILBOXES;
    }

    static String mailboxName(int mailbox) {
        return switch (mailbox) {
            case 0 -> "inbox";
            case 1 -> "trash";
            case 2 -> "junk";
            case 3 -> "drafts";
            case 4 -> "sent";
            default -> "folder " + (char) ('a' + mailbox);
        };
    }

    void write() throws StoreException {
        for (var account = 0; account < shape.accounts(); account++) {
            properties(account);
        }
        for (var account = 0; account < shape.accounts(); account++) {
            for (var message = 0; message < shape.messagesOf(account); message++) {
                // Not in the order of keys, as LEB128 is not; only within the account.
                put(new TermIndexKey(new Document(account, 0, message)).encode(), some(account, message, TERMS));
            }
        }
        for (var owner = 1; owner < shape.accounts(); owner += 10) {
            var shared = new Document(owner, Collection.MAILBOX.code(), 0);
            put(new AclKey(owner - 1, shared).encode(), new byte[] {0, 0, 0, 0, 0, 0, 0, 31});
        }
    }

    private void properties(int account) throws StoreException {
        var messages = shape.messagesOf(account);
        property(account, messages, 4, message -> new byte[] {1, (byte) (message % 5), 0});
        property(account, messages, 7, message -> new byte[] {1, (byte) mailboxOf(message), 1});
        property(
                account, messages, 33, message -> new ByteWriter(4).u32(message).toByteArray());
        property(account, messages, 71, message -> some(account, message, METADATA));
        property(
                account, messages, 76, message -> new ByteWriter(8).u64(message).toByteArray());
        for (var mailbox = 0; mailbox < MAILBOXES; mailbox++) {
            put(key(account, Collection.MAILBOX, OBJECT, mailbox), mailbox(mailbox));
        }
        put(key(account, Collection.IDENTITY, OBJECT, 0), some(account, 0, 38));
    }

    @FunctionalInterface
    private interface PropertyValue {
        byte[] of(int message);
    }

    private void property(int account, int messages, int field, PropertyValue value) throws StoreException {
        for (var message = 0; message < messages; message++) {
            put(key(account, Collection.EMAIL, field, message), value.of(message));
        }
    }

    private static byte[] key(int account, Collection collection, int field, int document) {
        return new PropertyKey(new Document(account, collection.code(), document), field).encode();
    }

    /** A name, a parent and a number that identifies this life of the mailbox: the form of {@code MailboxName}. */
    private static byte[] mailbox(int mailbox) {
        var name = mailboxName(mailbox);
        return new ByteWriter()
                .u8(3)
                .u8(13)
                .u8(0)
                .leb32(name.length())
                .utf8(name)
                .u8(14)
                .u8(4)
                .u8(0)
                .u8(76)
                .u8(1)
                .leb64(0x6510_0000L + mailbox)
                .toByteArray();
    }

    /** Changes of messages, threads and mailboxes, with ids that all collections share. */
    void writeLogs() throws StoreException {
        var collections = new Collection[] {Collection.EMAIL, Collection.MAILBOX, Collection.THREAD};
        for (var account = 0; account < shape.accounts(); account++) {
            for (var collection : collections) {
                for (var message = 0; message < shape.messagesOf(account); message++) {
                    var changeId = 0x17_0000_0000L + message * 3L + collection.code();
                    var value =
                            new ByteWriter(10).u8(1).u8(0).u8(0).leb32(message).u8(collection.code());
                    writer.put(
                            Space.LOGS, new LogKey(account, collection.code(), changeId).encode(), value.toByteArray());
                }
            }
        }
    }

    /** About so many bytes that no compression makes shorter. */
    private byte[] some(int account, int message, int size) {
        var random = shape.random(PURPOSE, account, message, size);
        var length = size / 2 + random.nextInt(size);
        var from = random.nextInt(POOL - length);
        return Arrays.copyOfRange(pool, from, from + length);
    }

    private void put(byte[] key, byte[] value) throws StoreException {
        writer.put(Space.VALUES, key, value.length == 0 ? NOTHING : value);
    }
}
