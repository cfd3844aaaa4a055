package dev.drydock.conversion;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.ReportKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Says what a v0.8.0 record is, in the words of the field, with the names that are known. */
public final class RecordWords {

    private static final int KEYWORDS = 4;
    private static final int MAILBOXES = 7;

    private final KnownNames names;

    RecordWords(KnownNames names) {
        this.names = names;
    }

    /** Words for a record of which no names are known: accounts, mailboxes and messages are named by their numbers. */
    public static String withoutNames(Letter letter, byte[] key) {
        return new RecordWords(new KnownNames()).of(letter, key);
    }

    /** Never fails: a key that cannot be understood is described by its letter. */
    String of(Letter letter, byte[] key) {
        try {
            return words(letter, key);
        } catch (MalformedDataException | IndexOutOfBoundsException e) {
            return "a record of " + letter.title() + " with an unknown kind of key";
        }
    }

    private String words(Letter letter, byte[] key) throws MalformedDataException {
        return switch (letter) {
            case PROPERTY -> property(document(key, 0, 6), key[5] & 0xFF);
            case DOCUMENT_IDS -> names.document(document(key, 0, 5));
            case TAGS -> tag(key);
            case TEXT_TOKENS -> "a word in " + names.document(document(key, 0, key.length - 4, key.length - 6));
            case FULL_TEXT_INDEX -> "full-text index of account " + names.account(BigEndian.u32(key, 0));
            case INDEX -> "sort index of " + names.document(document(key, 0, key.length - 4));
            case LOG ->
                "change " + Long.toUnsignedString(BigEndian.u64(key, 5)) + " of " + plural(key[4] & 0xFF) + " of "
                        + names.account(BigEndian.u32(key, 0));
            case ACL ->
                "access of " + names.account(BigEndian.u32(key, 0)) + " to " + names.document(document(key, 4, 9));
            case INDEX_QUEUE -> "full-text indexing still to do of " + names.document(document(key, 8, 13));
            case BLOB_LINK -> link(key);
            case BLOB_RESERVATION -> "reserved content " + hash(key, 4) + " of " + names.account(BigEndian.u32(key, 0));
            case BLOB -> key.length == BlobHash.LENGTH ? names.content(BlobHash.of(key)) : "content " + text(key, 0);
            case DIRECTORY -> directory(key);
            case COUNTER -> counter(key);
            case QUOTA -> quota(key);
            case QUEUE_MESSAGE -> "queued message " + Long.toUnsignedString(BigEndian.u64(key, 0));
            case QUEUE_EVENT -> "delivery due of queued message " + Long.toUnsignedString(BigEndian.u64(key, 8));
            case REPORT_OUT, REPORT_IN -> ReportKey.decode(key).kind().orElse("a report");
            case LOOKUP_VALUE -> "lookup value \"" + text(key, 0) + "\"";
            case SETTING -> "setting \"" + text(key, 0) + "\"";
        };
    }

    private String property(Document document, int field) {
        return "property " + field + " of " + names.document(document);
    }

    private String tag(byte[] key) throws MalformedDataException {
        var document = document(key, 0, key.length - 4);
        var field = key[5] & 0xFF;
        if (document.isMessage() && field == MAILBOXES) {
            var reader = new dev.drydock.bytes.ByteReader("tag key", key, 6, key.length - 4);
            var mailbox = new Document(document.account(), Collection.MAILBOX.code(), reader.leb32("mailbox"));
            return names.document(document) + " being in " + names.document(mailbox);
        }
        var what = (field & 0x7F) == KEYWORDS ? "a keyword" : "tag " + (field & 0x7F);
        var text = (field & 0x80) != 0 ? " \"" + text(key, 6, key.length - 4) + "\"" : "";
        return what + text + " of " + names.document(document);
    }

    private String link(byte[] key) throws MalformedDataException {
        var hash = BlobHash.in(key, 0);
        var account = BigEndian.u32(key, BlobHash.LENGTH);
        var collection = key[BlobHash.LENGTH + 4] & 0xFF;
        if (account == -1 && collection == 0) {
            return "commit marker of " + names.content(hash);
        }
        if (collection == 0xFF) {
            var id = (long) account << 32 | Integer.toUnsignedLong(BigEndian.u32(key, BlobHash.LENGTH + 5));
            return "hold of queued message " + Long.toUnsignedString(id) + " on its content";
        }
        return "link to its content of " + names.document(document(key, BlobHash.LENGTH, BlobHash.LENGTH + 5));
    }

    private String directory(byte[] key) throws MalformedDataException {
        return switch (key[0]) {
            case 0 -> "directory name \"" + text(key, 1) + "\"";
            case 1 -> "directory address " + text(key, 1);
            case 2 ->
                "principal "
                        + names.account(new dev.drydock.bytes.ByteReader("key", key, 1, key.length).leb32("principal"));
            case 3 -> "directory domain " + text(key, 1);
            case 5 ->
                names.account(BigEndian.u32(key, 1)) + " being a member of " + names.account(BigEndian.u32(key, 5));
            case 6 -> names.account(BigEndian.u32(key, 1)) + " having member " + names.account(BigEndian.u32(key, 5));
            default -> "a directory record of class " + key[0];
        };
    }

    private String counter(byte[] key) {
        return key.length == 10 && key[4] == Collection.MAILBOX.code() && key[5] == 84
                ? "next UID of " + names.document(document(key, 0, 6))
                : "lookup counter " + text(key, 0);
    }

    private String quota(byte[] key) throws MalformedDataException {
        return switch (key[0]) {
            case 0 -> "count of queue quota " + text(key, 1);
            case 1 -> "size of queue quota " + text(key, 1);
            default ->
                "used quota of "
                        + names.account(new dev.drydock.bytes.ByteReader("key", key, 1, key.length).leb32("principal"));
        };
    }

    /** Account at {@code at}, collection behind it, document at {@code documentAt}. */
    private static Document document(byte[] key, int at, int documentAt) {
        return document(key, at, documentAt, at + 4);
    }

    private static Document document(byte[] key, int at, int documentAt, int collectionAt) {
        return new Document(BigEndian.u32(key, at), key[collectionAt] & 0xFF, BigEndian.u32(key, documentAt));
    }

    private static String plural(int collection) {
        return Collection.of(collection).map(c -> c.noun() + "s").orElse("collection " + collection);
    }

    private static String hash(byte[] key, int at) throws MalformedDataException {
        return BlobHash.in(key, at).toString().substring(0, 12) + "…";
    }

    private static String text(byte[] key, int from) {
        return text(key, from, key.length);
    }

    /** Keys that are free bytes may hold anything: what is not printable is shown as a dot. */
    private static String text(byte[] key, int from, int to) {
        var text = new String(Arrays.copyOfRange(key, from, to), StandardCharsets.UTF_8);
        var printable = new StringBuilder();
        text.codePoints().map(c -> Character.isISOControl(c) ? '.' : c).forEach(printable::appendCodePoint);
        return printable.toString();
    }
}
