package dev.drydock.export;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.LogKey;
import dev.drydock.layout.PortableBitmap;
import dev.drydock.layout.v073.AclKey;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.LookupCounterKey;
import dev.drydock.layout.v073.LookupKey;
import dev.drydock.layout.v073.MailboxUidNextKey;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.QueueEventKey;
import dev.drydock.layout.v073.QueueMessageKey;
import dev.drydock.layout.v073.SettingKey;
import dev.drydock.layout.v073.TermIndexKey;
import dev.drydock.layout.v073.UsedQuotaKey;
import dev.drydock.translate.SourceRecord;
import java.util.List;

/** Turns entries of an export back into records as a v0.7.3 store holds them; keys of another shape are refused. */
final class ExportDecoder {

    private ExportDecoder() {}

    /** The one or two records that an entry stands for. */
    static List<SourceRecord> decode(ExportEntry entry) throws MalformedDataException {
        return switch (entry.family()) {
            case PROPERTY -> List.of(property(entry));
            case TERM_INDEX -> List.of(termIndex(entry));
            case ACL -> List.of(acl(entry));
            case BLOB -> blob(entry);
            case CONFIG -> List.of(plain(entry, Family.SETTING, new SettingKey(entry.key()).encode()));
            case LOOKUP_VALUE -> List.of(plain(entry, Family.LOOKUP_VALUE, new LookupKey(entry.key()).encode()));
            case LOOKUP_COUNTER ->
                List.of(counter(entry, Family.LOOKUP_COUNTER, new LookupCounterKey(entry.key()).encode()));
            case DIRECTORY -> List.of(directory(entry));
            case QUEUE -> List.of(queue(entry));
            case INDEX -> List.of(index(entry));
            case BITMAP -> List.of(bitmap(entry));
            case LOG -> List.of(log(entry));
            case FULL_TEXT_INDEX -> throw new IllegalArgumentException("no family of v0.7.3: " + entry);
        };
    }

    private static Document document(ExportEntry entry) {
        return new Document(entry.account(), entry.collection(), entry.document());
    }

    private static SourceRecord property(ExportEntry entry) throws MalformedDataException {
        var field = EntryKeys.field(entry);
        return EntryKeys.isMailboxUidNext(entry.collection(), field)
                ? counter(entry, Family.MAILBOX_UID_NEXT, new MailboxUidNextKey(document(entry)).encode())
                : plain(entry, Family.PROPERTY, new PropertyKey(document(entry), field).encode());
    }

    /** The key operation carries the value, and there is no other value. */
    private static SourceRecord termIndex(ExportEntry entry) throws MalformedDataException {
        EntryKeys.requireNoValue(entry);
        return new SourceRecord.Entry(Family.TERM_INDEX, new TermIndexKey(document(entry)).encode(), entry.key());
    }

    private static SourceRecord acl(ExportEntry entry) throws MalformedDataException {
        return plain(entry, Family.ACL, new AclKey(EntryKeys.grantee(entry), document(entry)).encode());
    }

    private static List<SourceRecord> blob(ExportEntry entry) throws MalformedDataException {
        var hash = BlobHash.of(entry.key());
        if (entry.isBlobContent()) {
            return List.of(
                    new SourceRecord.BlobCommit(hash, true),
                    new SourceRecord.BlobContent(entry.key(), entry.value(), true));
        }
        EntryKeys.requireNoValue(entry);
        return List.of(new SourceRecord.BlobLink(hash, document(entry)));
    }

    private static SourceRecord directory(ExportEntry entry) throws MalformedDataException {
        if (EntryKeys.isUsedQuota(entry)) {
            return counter(entry, Family.USED_QUOTA, new UsedQuotaKey(EntryKeys.usedQuotaOf(entry)).encode());
        }
        return plain(
                entry, Family.DIRECTORY, DirectoryKey.decode(entry.key(), 0).encode());
    }

    private static SourceRecord queue(ExportEntry entry) throws MalformedDataException {
        var key = EntryKeys.key(entry);
        var kind = key.u8("kind");
        var record = switch (kind) {
            case EntryKeys.QUEUE_MESSAGE ->
                plain(entry, Family.QUEUE_MESSAGE, new QueueMessageKey(key.u64("queue id")).encode());
            case EntryKeys.QUEUE_EVENT ->
                plain(entry, Family.QUEUE_EVENT, new QueueEventKey(key.u64("due"), key.u64("queue id")).encode());
            default -> throw EntryKeys.unknownQueueKind(kind);
        };
        key.end();
        return record;
    }

    private static SourceRecord index(ExportEntry entry) throws MalformedDataException {
        EntryKeys.requireNoValue(entry);
        if (entry.key().length == 0) {
            throw new MalformedDataException("index key", 0, "field");
        }
        var key = new ByteWriter(entry.key().length + Document.LENGTH)
                .u32(entry.account())
                .u8(entry.collection())
                .bytes(entry.key())
                .u32(entry.document())
                .toByteArray();
        return plain(entry, Family.INDEX, key);
    }

    private static SourceRecord bitmap(ExportEntry entry) throws MalformedDataException {
        var documents = PortableBitmap.decode(entry.value(), 0);
        return new SourceRecord.Bitmap(bitmapKey(entry), documents, (long) entry.key().length + entry.value().length);
    }

    private static BitmapKey bitmapKey(ExportEntry entry) throws MalformedDataException {
        var account = entry.account();
        var collection = entry.collection();
        var key = EntryKeys.key(entry);
        var kind = key.u8("kind");
        var decoded = switch (kind) {
            case EntryKeys.DOCUMENT_IDS -> new BitmapKey.DocumentIds(account, collection);
            case EntryKeys.TAG_ID -> new BitmapKey.TagId(account, collection, key.u8("field"), key.u32("tag"));
            case EntryKeys.TAG_TEXT -> new BitmapKey.TagText(account, collection, key.u8("field"), key.rest());
            case EntryKeys.TAG_STATIC -> new BitmapKey.TagStatic(account, collection, key.u8("field"), key.u8("tag"));
            case EntryKeys.TEXT_TOKEN ->
                new BitmapKey.TextToken(
                        account, collection, key.u8("field"), EntryKeys.tokenLength(key), key.bytes(8, "hash"));
            default -> throw new MalformedDataException("bitmap key", 0, "kind 0 to 4, not " + kind);
        };
        key.end();
        return decoded;
    }

    private static SourceRecord log(ExportEntry entry) throws MalformedDataException {
        var key = EntryKeys.key(entry);
        var change = key.u64("change id");
        key.end();
        return plain(entry, Family.LOG, new LogKey(entry.account(), entry.collection(), change).encode());
    }

    private static SourceRecord plain(ExportEntry entry, Family family, byte[] key) {
        return new SourceRecord.Entry(family, key, entry.value());
    }

    private static SourceRecord counter(ExportEntry entry, Family family, byte[] key) throws MalformedDataException {
        return new SourceRecord.Counter(family, key, EntryKeys.number(entry, family), true);
    }
}
