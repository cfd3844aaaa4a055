package dev.drydock.export;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.LogKey;
import dev.drydock.layout.PortableBitmap;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v080.AclKey;
import dev.drydock.layout.v080.BlobLinkKey;
import dev.drydock.layout.v080.CounterKey;
import dev.drydock.layout.v080.DirectoryKey;
import dev.drydock.layout.v080.DocumentIdKey;
import dev.drydock.layout.v080.FullTextIndexKey;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.PropertyKey;
import dev.drydock.layout.v080.QueueEventKey;
import dev.drydock.layout.v080.QueueMessageKey;
import dev.drydock.layout.v080.QuotaKey;
import dev.drydock.layout.v080.TagKey;
import dev.drydock.layout.v080.TextTokenKey;
import dev.drydock.translate.TargetRecord;
import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Turns entries of an export by v0.8.0 back into records as its store holds them; keys of another shape are refused.
 */
final class NewExportDecoder {

    private static final byte[] NONE = {};
    /** Fields of tags from here on cannot be told from those of text tags. */
    private static final int FIELDS = 0x80;

    private NewExportDecoder() {}

    /** The one or two records that an entry stands for. */
    static List<TargetRecord> decode(ExportEntry entry) throws MalformedDataException {
        return switch (entry.family()) {
            case PROPERTY -> List.of(property(entry));
            case FULL_TEXT_INDEX ->
                List.of(value(
                        entry,
                        Letter.FULL_TEXT_INDEX,
                        FullTextIndexKey.of(document(entry), entry.key()).encode()));
            case ACL -> List.of(acl(entry));
            case BLOB -> blob(entry);
            case CONFIG -> List.of(value(entry, Letter.SETTING, entry.key()));
            case LOOKUP_VALUE -> List.of(value(entry, Letter.LOOKUP_VALUE, entry.key()));
            case LOOKUP_COUNTER -> List.of(count(entry, Letter.COUNTER, entry.key(), Family.LOOKUP_COUNTER));
            case DIRECTORY -> List.of(directory(entry));
            case QUEUE -> List.of(queue(entry));
            case INDEX -> List.of(index(entry));
            case BITMAP -> List.of(bitmap(entry));
            case LOG -> List.of(log(entry));
            case TERM_INDEX -> throw new IllegalArgumentException("no family of v0.8.0: " + entry);
        };
    }

    private static Document document(ExportEntry entry) {
        return new Document(entry.account(), entry.collection(), entry.document());
    }

    private static TargetRecord property(ExportEntry entry) throws MalformedDataException {
        var field = EntryKeys.field(entry);
        return EntryKeys.isMailboxUidNext(entry.collection(), field)
                ? count(entry, Letter.COUNTER, CounterKey.mailboxUidNext(document(entry)), Family.MAILBOX_UID_NEXT)
                : value(entry, Letter.PROPERTY, new PropertyKey(document(entry), field).encode());
    }

    private static TargetRecord acl(ExportEntry entry) throws MalformedDataException {
        return value(entry, Letter.ACL, new AclKey(EntryKeys.grantee(entry), document(entry)).encode());
    }

    private static List<TargetRecord> blob(ExportEntry entry) throws MalformedDataException {
        var hash = BlobHash.of(entry.key());
        if (entry.isBlobContent()) {
            return List.of(
                    new TargetRecord.Value(
                            Letter.BLOB_LINK, BlobLinkKey.commit(hash).encode(), NONE),
                    value(entry, Letter.BLOB, entry.key()));
        }
        EntryKeys.requireNoValue(entry);
        return List.of(value(entry, Letter.BLOB_LINK, new BlobLinkKey(hash, document(entry)).encode()));
    }

    private static TargetRecord directory(ExportEntry entry) throws MalformedDataException {
        if (EntryKeys.isUsedQuota(entry)) {
            return count(entry, Letter.QUOTA, QuotaKey.usedQuota(EntryKeys.usedQuotaOf(entry)), Family.USED_QUOTA);
        }
        return value(entry, Letter.DIRECTORY, DirectoryKey.encode(DirectoryKey.decode(entry.key())));
    }

    private static TargetRecord queue(ExportEntry entry) throws MalformedDataException {
        var key = EntryKeys.key(entry);
        var kind = key.u8("kind");
        var record = switch (kind) {
            case EntryKeys.QUEUE_MESSAGE ->
                value(entry, Letter.QUEUE_MESSAGE, new QueueMessageKey(key.u64("queue id")).encode());
            case EntryKeys.QUEUE_EVENT ->
                value(entry, Letter.QUEUE_EVENT, new QueueEventKey(key.u64("due"), key.u64("queue id")).encode());
            default -> throw EntryKeys.unknownQueueKind(kind);
        };
        key.end();
        return record;
    }

    private static TargetRecord index(ExportEntry entry) throws MalformedDataException {
        EntryKeys.requireNoValue(entry);
        var key = EntryKeys.key(entry);
        return value(entry, Letter.INDEX, new IndexKey(document(entry), key.u8("field"), key.rest()).encode());
    }

    private static TargetRecord bitmap(ExportEntry entry) throws MalformedDataException {
        var documents = PortableBitmap.decode(entry.value(), 0);
        var first = new Document(entry.account(), entry.collection(), 0);
        var key = EntryKeys.key(entry);
        var kind = key.u8("kind");
        var record = switch (kind) {
            case EntryKeys.DOCUMENT_IDS -> documents(Letter.DOCUMENT_IDS, new DocumentIdKey(first).encode(), documents);
            case EntryKeys.TAG_ID ->
                documents(Letter.TAGS, new TagKey.Id(first, tagField(key), key.u32("tag")).encode(), documents);
            case EntryKeys.TAG_TEXT ->
                documents(Letter.TAGS, new TagKey.Text(first, tagField(key), key.rest()).encode(), documents);
            case EntryKeys.TEXT_TOKEN ->
                documents(Letter.TEXT_TOKENS, textToken(first, key).encode(), documents);
            default -> throw new MalformedDataException("bitmap key", 0, "kind 0, 1, 2 or 4, not " + kind);
        };
        key.end();
        return record;
    }

    private static int tagField(ByteReader key) throws MalformedDataException {
        var field = key.u8("field");
        if (field >= FIELDS) {
            throw new MalformedDataException("bitmap key", 1, "the field of a tag below " + FIELDS + ", not " + field);
        }
        return field;
    }

    /** What is left of the eight bytes after a shorter word is in no key of a store. */
    private static TextTokenKey textToken(Document first, ByteReader key) throws MalformedDataException {
        var field = key.u8("field");
        var length = EntryKeys.tokenLength(key);
        var hash = key.bytes(8, "hash");
        if (length == 0) {
            throw new MalformedDataException("bitmap key", 2, "a token of at least one byte");
        }
        for (var i = length; i < hash.length; i++) {
            if (hash[i] != 0) {
                throw new MalformedDataException("bitmap key", 3 + i, "zeros after a token of " + length + " bytes");
            }
        }
        return new TextTokenKey(first, field, length, hash);
    }

    private static TargetRecord documents(Letter letter, byte[] keyOfFirst, RoaringBitmap documents) {
        var prefix = Arrays.copyOf(keyOfFirst, keyOfFirst.length - 4);
        return new TargetRecord.Documents(letter, prefix, documents);
    }

    private static TargetRecord log(ExportEntry entry) throws MalformedDataException {
        var key = EntryKeys.key(entry);
        var change = key.u64("change id");
        key.end();
        return value(entry, Letter.LOG, new LogKey(entry.account(), entry.collection(), change).encode());
    }

    private static TargetRecord value(ExportEntry entry, Letter letter, byte[] key) {
        return new TargetRecord.Value(letter, key, entry.value());
    }

    private static TargetRecord count(ExportEntry entry, Letter letter, byte[] key, Family family)
            throws MalformedDataException {
        return new TargetRecord.Count(letter, key, EntryKeys.number(entry, family));
    }
}
