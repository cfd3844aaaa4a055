package dev.drydock.store.sql;

import dev.drydock.bytes.KeyRange;
import dev.drydock.layout.Collection;
import java.util.Arrays;

/**
 * Keys of v0.8.0 as expressions over those of v0.7.3, for records whose values stay as they are. Only the profiles say what
 * is right: a comparison of both stores by them must have found no difference before anybody relies on this.
 */
final class KeyTranslation {

    /** The key of an old row, in a query that calls the row {@code s}. */
    static final String KEY = "s.k";

    private static final byte UID_NEXT_OWNER = 0;
    private static final byte MAILBOX_VALUE = 50;
    private static final byte LOOKUP_COUNTER_EXPIRY = 10;
    private static final byte PRINCIPAL = 22;
    private static final byte USED_QUOTA = 4;

    /** Positions in a row of bitmaps: account, 4 bytes, then these, then what the class says, then the document, 4 bytes. */
    private static final int COLLECTION = 5;

    private static final int CLASS = 6;
    private static final int FIELD = 7;
    private static final int REST = 8;
    private static final int DOCUMENT_BYTES = 4;

    private static final int TAG_ID = 0x40;
    private static final int TAG_TEXT = 0x41;
    private static final int TAG_STATIC = 0x42;
    private static final int TEXT_TOKEN = 0x80;
    private static final int TEXT_TOKEN_BYTES = 19;
    private static final int HASH_BYTES = 8;

    private final ByteExpressions bytes;
    private final String collection;
    private final String bitmapClass;
    private final String length;

    KeyTranslation(ByteExpressions bytes) {
        this.bytes = bytes;
        this.collection = bytes.number(KEY, COLLECTION);
        this.bitmapClass = bytes.number(KEY, CLASS);
        this.length = "octet_length(" + KEY + ")";
    }

    String withoutClass() {
        return bytes.rest(KEY, 2);
    }

    String usedQuota() {
        return bytes.joined(bytes.constant(USED_QUOTA), withoutClass());
    }

    /** The key of the mailbox that a next UID belongs to, in {@code v}. */
    String ownerOfUidNext() {
        return bytes.joined(
                bytes.constant(UID_NEXT_OWNER),
                bytes.slice(KEY, 2, 5),
                bytes.constant(MAILBOX_VALUE),
                bytes.rest(KEY, 8));
    }

    /** The key by which a lookup counter expires, in {@code v}. */
    String expiryOfLookupCounter() {
        return bytes.joined(bytes.constant(LOOKUP_COUNTER_EXPIRY), withoutClass());
    }

    /** The key of the principal that a used quota belongs to, in {@code v}. */
    String ownerOfUsedQuota() {
        return bytes.joined(bytes.constant(PRINCIPAL), withoutClass());
    }

    /** The words of the messages of the account that a row of bitmaps is of. */
    static KeyRange wordsOfMessages(byte[] row) {
        var from = Arrays.copyOf(row, CLASS);
        from[COLLECTION - 1] = (byte) Collection.EMAIL.code();
        from[CLASS - 1] = (byte) TEXT_TOKEN;
        var to = Arrays.copyOf(from, COLLECTION);
        to[COLLECTION - 1]++;
        return new KeyRange(from, to);
    }

    /** Rows of bitmaps that become something: the words of messages are indexed anew. */
    String isKeptBitmap() {
        return "NOT (" + collection + " = " + Collection.EMAIL.code() + " AND " + bitmapClass + " >= " + TEXT_TOKEN
                + " AND " + length + " = " + TEXT_TOKEN_BYTES + ")";
    }

    /** Rows of bitmaps that v0.7.3 does not write. */
    String isUnknownBitmap() {
        return "NOT (" + String.join(" OR ", isDocumentId(), isTag(), isTextToken()) + ")";
    }

    String isDocumentId() {
        return "(" + bitmapClass + " = 0 AND " + length + " = 10)";
    }

    String documentId() {
        return bytes.joined(bytes.slice(KEY, 1, COLLECTION), bytes.rest(KEY, FIELD));
    }

    String isTag() {
        return "((" + bitmapClass + " = " + TAG_ID + " AND " + length + " >= 12) OR (" + bitmapClass + " = " + TAG_TEXT
                + " AND " + length + " >= 11) OR (" + bitmapClass + " = " + TAG_STATIC + " AND " + length + " = 12))";
    }

    /** A tag of the server's own changes from one byte to leb, that of a text marks its field. */
    String tag() {
        var before = bytes.slice(KEY, 1, COLLECTION);
        var id = bytes.slice(KEY, REST, 1);
        return "CASE " + bitmapClass
                + " WHEN " + TAG_ID + " THEN " + bytes.joined(before, bytes.rest(KEY, FIELD))
                + " WHEN " + TAG_TEXT + " THEN "
                + bytes.joined(before, bytes.octet(bytes.number(KEY, FIELD) + " | 128"), bytes.rest(KEY, REST))
                + " ELSE CASE WHEN " + bytes.number(KEY, REST) + " < 128 THEN "
                + bytes.joined(before, bytes.rest(KEY, FIELD))
                + " ELSE "
                + bytes.joined(
                        before, bytes.slice(KEY, FIELD, 1), id, bytes.constant((byte) 1), bytes.rest(KEY, REST + 1))
                + " END END";
    }

    String isTextToken() {
        return "(" + bitmapClass + " >= " + TEXT_TOKEN + " AND " + length + " = " + TEXT_TOKEN_BYTES + ")";
    }

    /** Only a word of eight bytes or more has its length in its key, and all eight bytes of its hash. */
    String textToken() {
        var account = bytes.slice(KEY, 1, 4);
        var end = new String[] {
            bytes.slice(KEY, COLLECTION, 1),
            bytes.slice(KEY, FIELD, 1),
            bytes.slice(KEY, REST + HASH_BYTES, DOCUMENT_BYTES)
        };
        var words = "(" + bitmapClass + " - " + TEXT_TOKEN + ")";
        return "CASE WHEN " + bitmapClass + " >= " + (TEXT_TOKEN + HASH_BYTES) + " THEN "
                + bytes.joined(account, bytes.slice(KEY, REST, HASH_BYTES), bytes.octet(words), end[0], end[1], end[2])
                + " ELSE "
                + bytes.joined(account, bytes.slice(KEY, REST, words), end[0], end[1], end[2])
                + " END";
    }
}
