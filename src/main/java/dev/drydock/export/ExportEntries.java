package dev.drydock.export;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.LogKey;
import dev.drydock.layout.PortableBitmap;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.MailboxUidNextKey;
import org.roaringbitmap.RoaringBitmap;

/** Makes the entries that are the same in both formats. */
final class ExportEntries {

    private static final byte[] NONE = {};
    private static final Document OF_NONE =
            new Document(ExportEntry.UNSET, ExportEntry.UNSET_COLLECTION, ExportEntry.UNSET);

    private ExportEntries() {}

    /** An entry of a family whose records belong to the whole server. */
    static ExportEntry ofServer(ExportFamily family, byte[] key, byte[] value) {
        return of(family, OF_NONE, key, value);
    }

    static ExportEntry of(ExportFamily family, Document document, byte[] key, byte[] value) {
        return new ExportEntry(family, document.account(), document.collection(), document.document(), key, value, 0);
    }

    static ExportEntry property(Document document, int field, byte[] value) throws MalformedDataException {
        if (EntryKeys.isMailboxUidNext(document.collection(), field)) {
            throw new MalformedDataException(
                    "property key", 6, "a field other than " + field + ", under which exports hold the next UID");
        }
        return of(ExportFamily.PROPERTY, document, new byte[] {(byte) field}, value);
    }

    static ExportEntry mailboxUidNext(Document mailbox, long uid) {
        return of(ExportFamily.PROPERTY, mailbox, new byte[] {MailboxUidNextKey.FIELD}, number(uid));
    }

    static ExportEntry acl(int grantee, Document document, byte[] value) {
        var key = new ByteWriter(4).u32(grantee).toByteArray();
        return of(ExportFamily.ACL, document, key, value);
    }

    static ExportEntry lookupCounter(byte[] name, long count) {
        return ofServer(ExportFamily.LOOKUP_COUNTER, name, number(count));
    }

    static ExportEntry usedQuota(int principal, long bytes) {
        var key = new ByteWriter(6).u8(EntryKeys.USED_QUOTA).leb32(principal);
        return ofServer(ExportFamily.DIRECTORY, key.toByteArray(), number(bytes));
    }

    static ExportEntry queueMessage(long id, byte[] value) {
        var kindAndId = new ByteWriter(9).u8(EntryKeys.QUEUE_MESSAGE).u64(id);
        return ofServer(ExportFamily.QUEUE, kindAndId.toByteArray(), value);
    }

    static ExportEntry queueEvent(long due, long id, byte[] value) {
        var kindAndDue = new ByteWriter(17).u8(EntryKeys.QUEUE_EVENT).u64(due);
        return ofServer(ExportFamily.QUEUE, kindAndDue.u64(id).toByteArray(), value);
    }

    static ExportEntry link(BlobHash hash, Document document) throws MalformedDataException {
        var entry = of(ExportFamily.BLOB, document, hash.toByteArray(), NONE);
        if (entry.isBlobContent()) {
            throw new MalformedDataException(
                    "blob link", 1 + BlobHash.LENGTH, "a document, not the mark of a content: " + document);
        }
        return entry;
    }

    /** The content of a blob, plain as exports have it. */
    static ExportEntry content(BlobHash hash, StoredBlob blob) {
        return ofServer(ExportFamily.BLOB, hash.toByteArray(), blob.content());
    }

    static ExportEntry index(IndexKey key) {
        var fieldAndValue =
                new ByteWriter(key.value().length + 1).u8(key.field()).bytes(key.value());
        return of(ExportFamily.INDEX, key.document(), fieldAndValue.toByteArray(), NONE);
    }

    /** @param key kind and what the kind asks for */
    static ExportEntry bitmap(int account, int collection, byte[] key, RoaringBitmap documents) {
        var owner = new Document(account, collection, ExportEntry.UNSET);
        return of(ExportFamily.BITMAP, owner, key, PortableBitmap.encode(documents));
    }

    static ExportEntry log(LogKey key, byte[] value) {
        var owner = new Document(key.account(), key.collection(), ExportEntry.UNSET);
        var change = new ByteWriter(8).u64(key.changeId()).toByteArray();
        return of(ExportFamily.LOG, owner, change, value);
    }

    private static byte[] number(long value) {
        return new ByteWriter(8).u64(value).toByteArray();
    }
}
