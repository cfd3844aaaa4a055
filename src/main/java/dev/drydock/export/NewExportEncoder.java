package dev.drydock.export;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Document;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.LogKey;
import dev.drydock.layout.v080.AclKey;
import dev.drydock.layout.v080.DocumentIdKey;
import dev.drydock.layout.v080.FullTextIndexKey;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.QueueEventKey;
import dev.drydock.layout.v080.QueueMessageKey;
import dev.drydock.layout.v080.TagKey;
import dev.drydock.layout.v080.TextTokenKey;
import org.roaringbitmap.RoaringBitmap;

/** Turns records of a v0.8.0 store that stand alone into entries of an export: the inverse of {@link NewExportDecoder}. */
final class NewExportEncoder {

    private NewExportEncoder() {}

    /** The entry for a record of a letter that has neither counters, bitmaps nor contents. */
    static ExportEntry entry(Letter letter, byte[] key, byte[] value) throws MalformedDataException {
        return switch (letter) {
            case ACL -> acl(AclKey.decode(key), value);
            case FULL_TEXT_INDEX -> fullTextIndex(FullTextIndexKey.decode(key), value);
            case SETTING -> ExportEntries.ofServer(ExportFamily.CONFIG, key, value);
            case LOOKUP_VALUE -> ExportEntries.ofServer(ExportFamily.LOOKUP_VALUE, key, value);
            case QUEUE_MESSAGE ->
                ExportEntries.queueMessage(QueueMessageKey.decode(key).id(), value);
            case QUEUE_EVENT -> queueEvent(QueueEventKey.decode(key), value);
            case INDEX -> ExportEntries.index(IndexKey.decode(key));
            case LOG -> ExportEntries.log(LogKey.decode(key), value);
            default -> throw new IllegalArgumentException("not by itself in exports: " + letter);
        };
    }

    private static ExportEntry acl(AclKey key, byte[] value) {
        return ExportEntries.acl(key.grantee(), key.document(), value);
    }

    private static ExportEntry fullTextIndex(FullTextIndexKey key, byte[] value) {
        return ExportEntries.of(ExportFamily.FULL_TEXT_INDEX, key.document(), key.word(), value);
    }

    private static ExportEntry queueEvent(QueueEventKey key, byte[] value) {
        return ExportEntries.queueEvent(key.due(), key.id(), value);
    }

    /**
     * The entry for a set of documents.
     *
     * @param key of one of them
     */
    static ExportEntry documents(Letter letter, byte[] key, RoaringBitmap documents) throws MalformedDataException {
        return switch (letter) {
            case DOCUMENT_IDS -> {
                var kind = new ByteWriter(1).u8(EntryKeys.DOCUMENT_IDS);
                yield bitmap(DocumentIdKey.decode(key).document(), kind, documents);
            }
            case TAGS -> tags(key, documents);
            case TEXT_TOKENS -> textTokens(TextTokenKey.decode(key), documents);
            default -> throw new IllegalArgumentException("no sets of documents: " + letter);
        };
    }

    private static ExportEntry tags(byte[] key, RoaringBitmap documents) throws MalformedDataException {
        var tag = TagKey.recognise(key).orElse(null);
        if (tag == null) {
            throw new MalformedDataException("tag key", 6, "a number, or a text after a field from 128 up");
        }
        var kind = new ByteWriter(16);
        if (tag instanceof TagKey.Id id) {
            kind.u8(EntryKeys.TAG_ID).u8(id.field()).u32(id.id());
        } else if (tag instanceof TagKey.Text text) {
            kind.u8(EntryKeys.TAG_TEXT).u8(text.field()).bytes(text.text());
        }
        return bitmap(tag.document(), kind, documents);
    }

    private static ExportEntry textTokens(TextTokenKey key, RoaringBitmap documents) throws MalformedDataException {
        if (key.length() == 0) {
            throw new MalformedDataException("text token key", 4, "a word, without which v0.8.0 cannot export it");
        }
        var kind = new ByteWriter(11).u8(EntryKeys.TEXT_TOKEN).u8(key.field()).u8(key.length());
        return bitmap(key.document(), kind.bytes(key.hash8()), documents);
    }

    private static ExportEntry bitmap(Document one, ByteWriter key, RoaringBitmap documents) {
        return ExportEntries.bitmap(one.account(), one.collection(), key.toByteArray(), documents);
    }
}
