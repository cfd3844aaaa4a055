package dev.drydock.export;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The key by which the checker sorts entries: equal for entries that collide on import, and bringing together what has
 * to fit together. For blobs, all of one hash, its contents first; for the others all of one account and collection,
 * the bitmap of its document ids first, then by family and document.
 *
 * <p>Byte 0 is the group. In {@link #DOCUMENTS}: account u32, collection u8, rank u8, document u32, key.
 */
final class CheckKey {

    /** Group of what belongs to no account. */
    static final int STORE = 0;
    /** Group of what belongs to an account and collection. */
    static final int DOCUMENTS = 1;
    /** Group of blobs and of links to them. */
    static final int BLOBS = 2;

    static final int RANK_DOCUMENT_IDS = 0;
    static final int RANK_PROPERTY = 1;
    static final int RANK_INDEX = 2;
    static final int RANK_BLOB = 3;
    private static final int RANK_OTHERS = 4;

    private static final int LONGEST_PLAIN_KEY = 128;

    private CheckKey() {}

    static byte[] of(ExportEntry entry) {
        return switch (entry.family()) {
            case CONFIG, LOOKUP_VALUE, LOOKUP_COUNTER, DIRECTORY, QUEUE ->
                in(STORE).u8(entry.family().code()).bytes(bounded(entry.key())).toByteArray();
            case BLOB ->
                in(BLOBS)
                        .bytes(bounded(entry.key()))
                        .u8(entry.isBlobContent() ? 0 : 1)
                        .u32(entry.account())
                        .u8(entry.isBlobContent() ? 0 : entry.collection())
                        .u32(entry.document())
                        .toByteArray();
            case BITMAP, LOG -> ofDocument(entry, entry.key(), 0);
            case TERM_INDEX -> ofDocument(entry, new byte[0], entry.document());
            case PROPERTY, FULL_TEXT_INDEX, INDEX, ACL -> ofDocument(entry, entry.key(), entry.document());
        };
    }

    /** A second key for a link to a blob, beside the other records of the document that has the link. */
    static byte[] ofLinkedDocument(ExportEntry entry) {
        return documents(entry, RANK_BLOB).u32(entry.document()).toByteArray();
    }

    private static byte[] ofDocument(ExportEntry entry, byte[] key, int document) {
        var rank = switch (entry.family()) {
            case PROPERTY -> RANK_PROPERTY;
            case INDEX -> RANK_INDEX;
            case BITMAP ->
                isDocumentIds(entry)
                        ? RANK_DOCUMENT_IDS
                        : RANK_OTHERS + entry.family().code();
            default -> RANK_OTHERS + entry.family().code();
        };
        return documents(entry, rank).u32(document).bytes(bounded(key)).toByteArray();
    }

    /** Whether an entry says which documents of a kind there are that have records in several families. */
    static boolean isDocumentIds(ExportEntry entry) {
        return entry.family() == ExportFamily.BITMAP
                && entry.key().length == 1
                && entry.key()[0] == EntryKeys.DOCUMENT_IDS
                && isCompared(entry.collection());
    }

    /** Messages and mailboxes: each has properties and index entries, and each message its content. */
    static boolean isCompared(int collection) {
        return collection == Collection.EMAIL.code() || collection == Collection.MAILBOX.code();
    }

    private static ByteWriter documents(ExportEntry entry, int rank) {
        return in(DOCUMENTS).u32(entry.account()).u8(entry.collection()).u8(rank);
    }

    private static ByteWriter in(int group) {
        return new ByteWriter(48).u8(group);
    }

    /** A long key is replaced by its digest, so that the sort does not depend on what a file says. */
    private static byte[] bounded(byte[] key) {
        if (key.length <= LONGEST_PLAIN_KEY) {
            return key;
        }
        try {
            return MessageDigest.getInstance("SHA-512").digest(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static int group(byte[] key) {
        return key[0];
    }

    static int account(byte[] key) {
        return BigEndian.u32(key, 1);
    }

    static int collection(byte[] key) {
        return key[5] & 0xFF;
    }

    static int rank(byte[] key) {
        return key[6] & 0xFF;
    }

    static int document(byte[] key) {
        return BigEndian.u32(key, 7);
    }

    static boolean isContent(byte[] key) {
        return key[1 + BlobHash.LENGTH] == 0;
    }

    /** Whether this is the second key of a link, which stands once for every link of the document. */
    static boolean isLinkedDocument(byte[] key) {
        return group(key) == DOCUMENTS && rank(key) == RANK_BLOB;
    }

    /** The document of a link to a blob. */
    static Document linked(byte[] key) {
        var at = 2 + BlobHash.LENGTH;
        return new Document(BigEndian.u32(key, at), key[at + 4] & 0xFF, BigEndian.u32(key, at + 5));
    }
}
