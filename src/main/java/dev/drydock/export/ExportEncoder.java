package dev.drydock.export;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.LogKey;
import dev.drydock.layout.PortableBitmap;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.AclKey;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.DirectoryKey;
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
import org.jspecify.annotations.Nullable;

/** Turns records that are carried into entries of an export: the inverse of {@link ExportDecoder}. */
final class ExportEncoder {

    private static final byte[] NONE = {};
    private static final Document OF_NONE =
            new Document(ExportEntry.UNSET, ExportEntry.UNSET_COLLECTION, ExportEntry.UNSET);

    private ExportEncoder() {}

    /**
     * The entry for a record that exports carry; {@code null} for the marker of a blob, which stands with its content.
     */
    static @Nullable ExportEntry encode(SourceRecord record) throws MalformedDataException {
        if (record instanceof SourceRecord.Entry entry) {
            return entry(entry);
        }
        if (record instanceof SourceRecord.Counter counter) {
            return counter(counter);
        }
        if (record instanceof SourceRecord.BlobLink link) {
            return link(link);
        }
        if (record instanceof SourceRecord.BlobContent content) {
            var hash = BlobHash.of(content.key());
            return content(hash, StoredBlob.of(hash, content.stored()));
        }
        return record instanceof SourceRecord.Bitmap bitmap ? bitmap(bitmap) : null;
    }

    private static ExportEntry entry(SourceRecord.Entry record) throws MalformedDataException {
        var key = record.key();
        var value = record.value();
        return switch (record.family()) {
            case PROPERTY -> property(PropertyKey.decode(key), value);
            case TERM_INDEX ->
                // The value stands where the key does in other families.
                entry(ExportFamily.TERM_INDEX, TermIndexKey.decode(key).document(), value, NONE);
            case ACL -> acl(AclKey.decode(key), value);
            case SETTING ->
                entry(ExportFamily.CONFIG, OF_NONE, SettingKey.decode(key).name(), value);
            case LOOKUP_VALUE ->
                entry(ExportFamily.LOOKUP_VALUE, OF_NONE, LookupKey.decode(key).name(), value);
            case DIRECTORY ->
                entry(ExportFamily.DIRECTORY, OF_NONE, DirectoryKey.decode(key).encode(0), value);
            case QUEUE_MESSAGE -> queueMessage(QueueMessageKey.decode(key), value);
            case QUEUE_EVENT -> queueEvent(QueueEventKey.decode(key), value);
            case INDEX -> index(IndexKey.decode(key));
            case LOG -> log(LogKey.decode(key), value);
            default -> throw notExported(record);
        };
    }

    private static ExportEntry counter(SourceRecord.Counter record) throws MalformedDataException {
        var value = new ByteWriter(8).u64(record.value()).toByteArray();
        return switch (record.family()) {
            case MAILBOX_UID_NEXT ->
                entry(
                        ExportFamily.PROPERTY,
                        MailboxUidNextKey.decode(record.key()).document(),
                        new byte[] {MailboxUidNextKey.FIELD},
                        value);
            case LOOKUP_COUNTER ->
                entry(
                        ExportFamily.LOOKUP_COUNTER,
                        OF_NONE,
                        LookupCounterKey.decode(record.key()).name(),
                        value);
            case USED_QUOTA -> {
                var principal = UsedQuotaKey.decode(record.key()).principal();
                var key = new ByteWriter(6).u8(ExportDecoder.USED_QUOTA).leb32(principal);
                yield entry(ExportFamily.DIRECTORY, OF_NONE, key.toByteArray(), value);
            }
            default -> throw notExported(record);
        };
    }

    private static ExportEntry link(SourceRecord.BlobLink record) throws MalformedDataException {
        var entry = entry(ExportFamily.BLOB, record.document(), record.hash().toByteArray(), NONE);
        if (entry.isBlobContent()) {
            throw new MalformedDataException(
                    "blob link", 1 + BlobHash.LENGTH, "a document, not the mark of a content: " + record.document());
        }
        return entry;
    }

    /** The content of a blob, plain as exports have it. */
    static ExportEntry content(BlobHash hash, StoredBlob blob) {
        return entry(ExportFamily.BLOB, OF_NONE, hash.toByteArray(), blob.content());
    }

    private static ExportEntry bitmap(SourceRecord.Bitmap record) {
        var key = record.key();
        var document = new Document(key.account(), key.collection(), ExportEntry.UNSET);
        return entry(ExportFamily.BITMAP, document, bitmapKey(key), PortableBitmap.encode(record.documents()));
    }

    private static byte[] bitmapKey(BitmapKey key) {
        var writer = new ByteWriter(16);
        if (key instanceof BitmapKey.TagId tag) {
            writer.u8(ExportDecoder.TAG_ID).u8(tag.field()).u32(tag.id());
        } else if (key instanceof BitmapKey.TagText tag) {
            writer.u8(ExportDecoder.TAG_TEXT).u8(tag.field()).bytes(tag.text());
        } else if (key instanceof BitmapKey.TagStatic tag) {
            writer.u8(ExportDecoder.TAG_STATIC).u8(tag.field()).u8(tag.id());
        } else if (key instanceof BitmapKey.TextToken token) {
            writer.u8(ExportDecoder.TEXT_TOKEN)
                    .u8(token.field())
                    .u8(token.length())
                    .bytes(token.hash8());
        } else {
            writer.u8(ExportDecoder.DOCUMENT_IDS);
        }
        return writer.toByteArray();
    }

    private static ExportEntry property(PropertyKey key, byte[] value) throws MalformedDataException {
        var document = key.document();
        if (document.collection() == Collection.MAILBOX.code() && key.field() == MailboxUidNextKey.FIELD) {
            throw new MalformedDataException(
                    "property key", 6, "a field other than " + key.field() + ", under which exports hold the next UID");
        }
        return entry(ExportFamily.PROPERTY, document, new byte[] {(byte) key.field()}, value);
    }

    private static ExportEntry acl(AclKey key, byte[] value) {
        var grantee = new ByteWriter(4).u32(key.grantee()).toByteArray();
        return entry(ExportFamily.ACL, key.document(), grantee, value);
    }

    private static ExportEntry queueMessage(QueueMessageKey key, byte[] value) {
        var kindAndId = new ByteWriter(9).u8(ExportDecoder.QUEUE_MESSAGE).u64(key.id());
        return entry(ExportFamily.QUEUE, OF_NONE, kindAndId.toByteArray(), value);
    }

    private static ExportEntry queueEvent(QueueEventKey key, byte[] value) {
        var kindAndDue = new ByteWriter(17).u8(ExportDecoder.QUEUE_EVENT).u64(key.due());
        return entry(ExportFamily.QUEUE, OF_NONE, kindAndDue.u64(key.id()).toByteArray(), value);
    }

    private static ExportEntry index(IndexKey key) {
        var fieldAndValue =
                new ByteWriter(key.value().length + 1).u8(key.field()).bytes(key.value());
        return entry(ExportFamily.INDEX, key.document(), fieldAndValue.toByteArray(), NONE);
    }

    private static ExportEntry log(LogKey key, byte[] value) {
        var document = new Document(key.account(), key.collection(), ExportEntry.UNSET);
        var change = new ByteWriter(8).u64(key.changeId()).toByteArray();
        return entry(ExportFamily.LOG, document, change, value);
    }

    private static ExportEntry entry(ExportFamily family, Document document, byte[] key, byte[] value) {
        return new ExportEntry(family, document.account(), document.collection(), document.document(), key, value, 0);
    }

    private static IllegalArgumentException notExported(SourceRecord record) {
        return new IllegalArgumentException("exports do not carry this family: " + record.family());
    }
}
