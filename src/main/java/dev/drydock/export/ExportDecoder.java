package dev.drydock.export;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.translate.SourceRecord;
import java.util.Arrays;
import java.util.List;

/** Turns entries of an export back into records as a v0.7.3 store holds them; keys of another shape are refused. */
final class ExportDecoder {

    /** The field under which a mailbox's next UID is exported, among its properties. */
    static final int UID_NEXT = 84;

    private static final int COUNTER_BYTES = 8;

    private ExportDecoder() {}

    /** The one or two records that an entry stands for. */
    static List<SourceRecord> decode(ExportEntry entry) throws MalformedDataException {
        return switch (entry.family()) {
            case PROPERTY -> List.of(property(entry));
            case TERM_INDEX -> List.of(termIndex(entry));
            case ACL -> List.of(acl(entry));
            case BLOB -> blob(entry);
            case CONFIG -> List.of(withClass(entry, Family.SETTING, 8));
            case LOOKUP_VALUE -> List.of(withClass(entry, Family.LOOKUP_VALUE, 4));
            case LOOKUP_COUNTER -> List.of(counter(entry, Family.LOOKUP_COUNTER, 9, entry.key()));
            case DIRECTORY -> List.of(directory(entry));
            case QUEUE -> List.of(queue(entry));
            case INDEX -> List.of(index(entry));
            case BITMAP -> List.of(bitmap(entry));
            case LOG -> List.of(log(entry));
        };
    }

    private static SourceRecord property(ExportEntry entry) throws MalformedDataException {
        requireKey(entry, 1);
        var field = entry.key()[0] & 0xFF;
        var key = new ByteWriter(11)
                .u8(0)
                .u32(entry.account())
                .u8(entry.collection())
                .u8(field)
                .u32(entry.document())
                .toByteArray();
        return entry.collection() == Collection.MAILBOX.code() && field == UID_NEXT
                ? new SourceRecord.Counter(Family.MAILBOX_UID_NEXT, key, counterValue(entry), true)
                : new SourceRecord.Entry(Family.PROPERTY, key, entry.value());
    }

    private static SourceRecord termIndex(ExportEntry entry) throws MalformedDataException {
        requireNoValue(entry);
        var key = new ByteWriter(11)
                .u8(1)
                .u32(entry.account())
                .u8(entry.collection())
                .leb32(entry.document())
                .toByteArray();
        return new SourceRecord.Entry(Family.TERM_INDEX, key, entry.key());
    }

    private static SourceRecord acl(ExportEntry entry) throws MalformedDataException {
        requireKey(entry, 4);
        var key = new ByteWriter(14)
                .u8(2)
                .bytes(entry.key())
                .u32(entry.account())
                .u8(entry.collection())
                .u32(entry.document())
                .toByteArray();
        return new SourceRecord.Entry(Family.ACL, key, entry.value());
    }

    private static List<SourceRecord> blob(ExportEntry entry) throws MalformedDataException {
        requireKey(entry, BlobHash.LENGTH);
        var hash = BlobHash.of(entry.key());
        if (entry.isBlobContent()) {
            return List.of(
                    new SourceRecord.BlobCommit(hash, true),
                    new SourceRecord.BlobContent(entry.key(), entry.value(), true));
        }
        requireNoValue(entry);
        var document = new Document(entry.account(), entry.collection(), entry.document());
        return List.of(new SourceRecord.BlobLink(hash, document));
    }

    private static SourceRecord directory(ExportEntry entry) throws MalformedDataException {
        var key = new ByteReader("directory key", entry.key());
        var kind = key.u8("a kind of directory record");
        switch (kind) {
            case 0, 1, 3 -> {}
            case 2, 4 -> {
                key.leb32("a principal id");
                key.end();
            }
            case 5, 6 -> {
                key.u32("a principal id");
                key.u32("a principal id");
                key.end();
            }
            default -> throw new MalformedDataException("directory key", 0, "a kind 0 to 6, found " + kind);
        }
        return kind == 4
                ? counter(entry, Family.USED_QUOTA, 24, key(entry, 1))
                : new SourceRecord.Entry(Family.DIRECTORY, prefixed(20 + kind, key(entry, 1)), entry.value());
    }

    private static SourceRecord queue(ExportEntry entry) throws MalformedDataException {
        var key = new ByteReader("queue key", entry.key());
        var kind = key.u8("a kind of queue record");
        if (kind > 1) {
            throw new MalformedDataException("queue key", 0, "a kind 0 or 1, found " + kind);
        }
        key.u64(kind == 0 ? "a queue id" : "a due time");
        if (kind == 1) {
            key.u64("a queue id");
        }
        key.end();
        var family = kind == 0 ? Family.QUEUE_MESSAGE : Family.QUEUE_EVENT;
        return new SourceRecord.Entry(family, prefixed(50 + kind, key(entry, 1)), entry.value());
    }

    private static SourceRecord index(ExportEntry entry) throws MalformedDataException {
        requireNoValue(entry);
        if (entry.key().length == 0) {
            throw new MalformedDataException("index key", 0, "a field");
        }
        var key = new ByteWriter(entry.key().length + 9)
                .u32(entry.account())
                .u8(entry.collection())
                .bytes(entry.key())
                .u32(entry.document())
                .toByteArray();
        return new SourceRecord.Entry(Family.INDEX, key, entry.value());
    }

    private static SourceRecord bitmap(ExportEntry entry) throws MalformedDataException {
        var key = BitmapKey.decode(storeBitmapKey(entry));
        var documents = PortableBitmap.parse(entry.value());
        return new SourceRecord.Bitmap(key, documents, (long) entry.key().length + entry.value().length);
    }

    private static byte[] storeBitmapKey(ExportEntry entry) throws MalformedDataException {
        var from = new ByteReader("bitmap key", entry.key());
        var kind = from.u8("a kind of bitmap");
        var to = new ByteWriter(entry.key().length + 8).u32(entry.account()).u8(entry.collection());
        switch (kind) {
            case 0 -> to.u8(0);
            case 1 -> to.u8(0x40).u8(from.u8("a field")).leb32(from.u32("a tag id"));
            case 2 -> to.u8(0x41).u8(from.u8("a field")).bytes(from.rest());
            case 3 -> to.u8(0x42).u8(from.u8("a field")).u8(from.u8("a static tag id"));
            case 4 -> {
                var field = from.u8("a field");
                var length = from.u8("the length of a token");
                if (length > 0x7F) {
                    throw new MalformedDataException("bitmap key", 2, "a token length up to 127, found " + length);
                }
                to.u8(0x80 | length).u8(field).u64(from.u64("the hash of a token"));
            }
            default -> throw new MalformedDataException("bitmap key", 0, "a kind 0 to 4, found " + kind);
        }
        from.end();
        return to.toByteArray();
    }

    private static SourceRecord log(ExportEntry entry) throws MalformedDataException {
        requireKey(entry, 8);
        var key = new ByteWriter(13)
                .u32(entry.account())
                .u8(entry.collection())
                .bytes(entry.key())
                .toByteArray();
        return new SourceRecord.Entry(Family.LOG, key, entry.value());
    }

    private static SourceRecord withClass(ExportEntry entry, Family family, int keyClass) {
        return new SourceRecord.Entry(family, prefixed(keyClass, entry.key()), entry.value());
    }

    private static SourceRecord counter(ExportEntry entry, Family family, int keyClass, byte[] rest)
            throws MalformedDataException {
        return new SourceRecord.Counter(family, prefixed(keyClass, rest), counterValue(entry), true);
    }

    private static long counterValue(ExportEntry entry) throws MalformedDataException {
        if (entry.value().length != COUNTER_BYTES) {
            throw new MalformedDataException(
                    "counter value", 0, COUNTER_BYTES + " bytes, found " + entry.value().length);
        }
        return BigEndian.u64(entry.value(), 0);
    }

    private static byte[] key(ExportEntry entry, int from) {
        return Arrays.copyOfRange(entry.key(), from, entry.key().length);
    }

    private static byte[] prefixed(int first, byte[] rest) {
        return new ByteWriter(rest.length + 1).u8(first).bytes(rest).toByteArray();
    }

    private static void requireKey(ExportEntry entry, int length) throws MalformedDataException {
        if (entry.key().length != length) {
            throw new MalformedDataException(
                    entry.family().title() + " key", 0, "a key of " + length + " bytes, found " + entry.key().length);
        }
    }

    private static void requireNoValue(ExportEntry entry) throws MalformedDataException {
        if (entry.value().length != 0) {
            throw new MalformedDataException(
                    entry.family().title() + " entry", 0, "no value, found one of " + entry.value().length + " bytes");
        }
    }
}
