package dev.drydock.export;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Collection;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.MailboxUidNextKey;

/** What the keys of entries have in common in both formats. */
final class EntryKeys {

    /** The kind of directory key that holds a used quota, which is no key of the directory in stores. */
    static final int USED_QUOTA = 4;

    static final int QUEUE_MESSAGE = 0;
    static final int QUEUE_EVENT = 1;

    static final int DOCUMENT_IDS = 0;
    static final int TAG_ID = 1;
    static final int TAG_TEXT = 2;
    /** Of v0.7.3 only. */
    static final int TAG_STATIC = 3;

    static final int TEXT_TOKEN = 4;

    private static final int LONGEST_TOKEN = 127;

    private EntryKeys() {}

    /** Reads a key, front to back. */
    static ByteReader key(ExportEntry entry) {
        return new ByteReader(entry.family().title() + " key", entry.key());
    }

    /** The field of a property. */
    static int field(ExportEntry property) throws MalformedDataException {
        var key = key(property);
        var field = key.u8("field");
        key.end();
        return field;
    }

    /** Whether what stands among the properties is a counter in stores. */
    static boolean isMailboxUidNext(int collection, int field) {
        return collection == Collection.MAILBOX.code() && field == MailboxUidNextKey.FIELD;
    }

    /** Who has the rights of an ACL. */
    static int grantee(ExportEntry acl) throws MalformedDataException {
        var key = key(acl);
        var grantee = key.u32("grantee");
        key.end();
        return grantee;
    }

    /** Whether what stands in the directory is a counter in stores. */
    static boolean isUsedQuota(ExportEntry directory) {
        return directory.key().length > 0 && directory.key()[0] == USED_QUOTA;
    }

    /** Whose used quota it is. */
    static int usedQuotaOf(ExportEntry usedQuota) throws MalformedDataException {
        var key = key(usedQuota);
        key.u8("kind");
        var principal = key.leb32("principal");
        key.end();
        return principal;
    }

    /** The length of a text token, which comes next in its key. */
    static int tokenLength(ByteReader key) throws MalformedDataException {
        var length = key.u8("length of a token");
        if (length > LONGEST_TOKEN) {
            throw new MalformedDataException(
                    "bitmap key", 2, "a token length of at most " + LONGEST_TOKEN + ", not " + length);
        }
        return length;
    }

    static MalformedDataException unknownQueueKind(int kind) {
        return new MalformedDataException("queue key", 0, "kind 0 or 1, not " + kind);
    }

    /** The value of a counter, which is {@code family} in stores. */
    static long number(ExportEntry counter, Family family) throws MalformedDataException {
        if (counter.value().length != Long.BYTES) {
            throw new MalformedDataException(
                    family.title() + " value", counter.value().length, "a length of " + Long.BYTES + " bytes");
        }
        return BigEndian.u64(counter.value(), 0);
    }

    static void requireNoValue(ExportEntry entry) throws MalformedDataException {
        if (entry.value().length != 0) {
            throw new MalformedDataException(
                    entry.family().title() + " entry", 0, "no value, found one of " + entry.value().length + " bytes");
        }
    }
}
