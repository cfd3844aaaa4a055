package dev.drydock.export;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.LogKey;
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
            return ExportEntries.link(link.hash(), link.document());
        }
        if (record instanceof SourceRecord.BlobContent content) {
            var hash = BlobHash.of(content.key());
            return ExportEntries.content(hash, StoredBlob.of(hash, content.stored()));
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
                ExportEntries.of(
                        ExportFamily.TERM_INDEX, TermIndexKey.decode(key).document(), value, NONE);
            case ACL -> acl(AclKey.decode(key), value);
            case SETTING ->
                ExportEntries.ofServer(
                        ExportFamily.CONFIG, SettingKey.decode(key).name(), value);
            case LOOKUP_VALUE ->
                ExportEntries.ofServer(
                        ExportFamily.LOOKUP_VALUE, LookupKey.decode(key).name(), value);
            case DIRECTORY ->
                ExportEntries.ofServer(
                        ExportFamily.DIRECTORY, DirectoryKey.decode(key).encode(0), value);
            case QUEUE_MESSAGE ->
                ExportEntries.queueMessage(QueueMessageKey.decode(key).id(), value);
            case QUEUE_EVENT -> queueEvent(QueueEventKey.decode(key), value);
            case INDEX -> ExportEntries.index(IndexKey.decode(key));
            case LOG -> ExportEntries.log(LogKey.decode(key), value);
            default -> throw notExported(record);
        };
    }

    private static ExportEntry counter(SourceRecord.Counter record) throws MalformedDataException {
        return switch (record.family()) {
            case MAILBOX_UID_NEXT ->
                ExportEntries.mailboxUidNext(
                        MailboxUidNextKey.decode(record.key()).document(), record.value());
            case LOOKUP_COUNTER ->
                ExportEntries.lookupCounter(
                        LookupCounterKey.decode(record.key()).name(), record.value());
            case USED_QUOTA ->
                ExportEntries.usedQuota(UsedQuotaKey.decode(record.key()).principal(), record.value());
            default -> throw notExported(record);
        };
    }

    private static ExportEntry property(PropertyKey key, byte[] value) throws MalformedDataException {
        return ExportEntries.property(key.document(), key.field(), value);
    }

    private static ExportEntry acl(AclKey key, byte[] value) {
        return ExportEntries.acl(key.grantee(), key.document(), value);
    }

    private static ExportEntry queueEvent(QueueEventKey key, byte[] value) {
        return ExportEntries.queueEvent(key.due(), key.id(), value);
    }

    private static ExportEntry bitmap(SourceRecord.Bitmap record) {
        var key = record.key();
        return ExportEntries.bitmap(key.account(), key.collection(), bitmapKey(key), record.documents());
    }

    private static byte[] bitmapKey(BitmapKey key) {
        var writer = new ByteWriter(16);
        if (key instanceof BitmapKey.TagId tag) {
            writer.u8(EntryKeys.TAG_ID).u8(tag.field()).u32(tag.id());
        } else if (key instanceof BitmapKey.TagText tag) {
            writer.u8(EntryKeys.TAG_TEXT).u8(tag.field()).bytes(tag.text());
        } else if (key instanceof BitmapKey.TagStatic tag) {
            writer.u8(EntryKeys.TAG_STATIC).u8(tag.field()).u8(tag.id());
        } else if (key instanceof BitmapKey.TextToken token) {
            writer.u8(EntryKeys.TEXT_TOKEN).u8(token.field()).u8(token.length()).bytes(token.hash8());
        } else {
            writer.u8(EntryKeys.DOCUMENT_IDS);
        }
        return writer.toByteArray();
    }

    private static IllegalArgumentException notExported(SourceRecord record) {
        return new IllegalArgumentException("exports do not carry this family: " + record.family());
    }
}
