package dev.drydock.demo;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.LogKey;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.Space;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Writes the messages of one account, each with its properties, index entries, tags and changes, as a delivery does. */
final class SandboxMessages {

    private static final int JUNK_MAIL = 2;
    private static final int DRAFTS = 3;
    private static final int PROJECTS = 5;

    private static final int SEEN = 0;
    private static final int DRAFT = 1;
    private static final int FLAGGED = 2;
    private static final int ANSWERED = 3;
    private static final int JUNK = 7;
    private static final int FIRST_FREE_KEYWORD = 12;
    private static final String LABEL = "$Refit";

    private static final int DELIVERY_SECONDS = 2;
    private static final long CHANGES_OF_MAILBOXES = 0x100;
    private static final byte[] NOTHING = {};

    private final SourceWriter writer;
    private final SandboxBlobs blobs;
    private final int account;
    private final Map<Integer, Long> lastUids = new HashMap<>();
    private final Map<BitmapKey, RoaringBitmap> tags = new HashMap<>();
    private final RoaringBitmap labelled = new RoaringBitmap();
    private int count;
    private long bytes;

    SandboxMessages(SourceWriter writer, SandboxBlobs blobs, int account) {
        this.writer = writer;
        this.blobs = blobs;
        this.account = account;
    }

    /** Bytes of all messages so far. */
    long bytes() {
        return bytes;
    }

    /** The last UID that was given in a mailbox. */
    long lastUid(int mailbox) {
        return lastUids.getOrDefault(mailbox, 0L);
    }

    /**
     * Delivers a message.
     *
     * @param number by which its flags are chosen
     */
    void add(int mailbox, SandboxMessage message, int number) throws StoreException {
        var document = new Document(account, Collection.EMAIL.code(), count++);
        var content = message.content();
        bytes += content.length;
        var hash = blobs.store(content);
        blobs.link(hash, document);
        var received = message.date().getEpochSecond() + DELIVERY_SECONDS;
        var change = SandboxMail.FIRST_CHANGE + CHANGES_OF_MAILBOXES + document.document() * 16L;

        property(document, MailAccount.KEYWORDS, keywords(document.document(), mailbox, number));
        property(document, MailAccount.MAILBOXES, mailboxes(document.document(), mailbox, number));
        property(document, 33, u32(document.document()));
        property(document, 71, new MessageMetadata(message, hash, received).encode());
        property(document, 76, u64(change));
        tag(new BitmapKey.DocumentIds(account, Collection.EMAIL.code()), document.document());
        tag(new BitmapKey.DocumentIds(account, Collection.THREAD.code()), document.document());
        tag(new BitmapKey.TagId(account, Collection.EMAIL.code(), 33, document.document()), document.document());
        index(document, message, content.length, received);
        changes(document.document(), mailbox, change);
    }

    private byte[] keywords(int message, int mailbox, int number) {
        var known = new ArrayList<Integer>();
        if (number % 4 != 0 || mailbox >= DRAFTS) {
            known.add(SEEN);
        }
        if (mailbox == DRAFTS) {
            known.add(DRAFT);
        }
        if (mailbox == JUNK_MAIL) {
            known.add(JUNK);
        }
        if (number % 9 == 1) {
            known.add(FLAGGED);
        }
        if (mailbox == 0 && number % 5 == 2) {
            known.add(ANSWERED);
        }
        known.forEach(keyword ->
                tag(new BitmapKey.TagStatic(account, Collection.EMAIL.code(), MailAccount.KEYWORDS, keyword), message));
        var isLabelled = mailbox > PROJECTS;
        var writer = new ByteWriter().leb32(known.size() + (isLabelled ? 1 : 0));
        known.forEach(writer::leb32);
        if (isLabelled) {
            labelled.add(message);
            writer.leb32(FIRST_FREE_KEYWORD + LABEL.length()).utf8(LABEL);
        }
        return writer.toByteArray();
    }

    /** Some messages of the inbox lie among the projects too. */
    private byte[] mailboxes(int message, int mailbox, int number) {
        var all = mailbox == 0 && number % 7 == 3 ? List.of(mailbox, PROJECTS) : List.of(mailbox);
        var writer = new ByteWriter().leb32(all.size());
        for (var each : all) {
            tag(new BitmapKey.TagId(account, Collection.EMAIL.code(), MailAccount.MAILBOXES, each), message);
            // Every fourth UID is missing, as if its message had been deleted.
            var uid = lastUids.merge(each, 1L, Long::sum);
            uid = uid % 4 == 3 ? lastUids.merge(each, 1L, Long::sum) : uid;
            writer.leb32(each).leb64(uid);
        }
        return writer.toByteArray();
    }

    private void index(Document document, SandboxMessage message, int size, long received) throws StoreException {
        index(document, 27, u32(size));
        index(document, 19, u64(received));
        index(document, 26, u64(message.date().getEpochSecond()));
        index(document, 11, utf8(message.id()));
        index(document, 20, utf8(message.id()));
        index(document, 29, utf8(message.subject()));
        index(document, 87, person(message.from()));
        index(document, 35, person(message.to()));
    }

    private static byte[] person(SandboxMessage.Person person) {
        return utf8((person.name() + " " + person.address()).toLowerCase(Locale.ROOT));
    }

    private void changes(int message, int mailbox, long change) throws StoreException {
        // How many were added, changed, changed below, deleted; then their ids. That of a message begins with its
        // thread.
        var added = new ByteWriter().u8(1).u8(0).u8(0).u8(0);
        log(Collection.EMAIL, change, added.leb64((long) message << 32 | message));
        log(Collection.THREAD, change, new ByteWriter().u8(1).u8(0).u8(0).u8(0).leb32(message));
        log(Collection.MAILBOX, change, new ByteWriter().u8(0).u8(0).u8(1).u8(0).leb32(mailbox));
    }

    private void log(Collection collection, long change, ByteWriter value) throws StoreException {
        writer.put(Space.LOGS, new LogKey(account, collection.code(), change).encode(), value.toByteArray());
    }

    /** Writes what concerns all messages together. */
    void finish() throws StoreException {
        for (var tag : tags.entrySet()) {
            writer.bitmap(tag.getKey().encode(), tag.getValue());
        }
        var label = new BitmapKey.TagText(account, Collection.EMAIL.code(), MailAccount.KEYWORDS, utf8(LABEL));
        writer.bitmap(label.encode(), labelled);
    }

    private void tag(BitmapKey key, int message) {
        tags.computeIfAbsent(key, any -> new RoaringBitmap()).add(message);
    }

    private void property(Document document, int field, byte[] value) throws StoreException {
        writer.put(Space.VALUES, new PropertyKey(document, field).encode(), value);
    }

    void index(Document document, int field, byte[] value) throws StoreException {
        writer.put(Space.INDEXES, new IndexKey(document, field, value).encode(), NOTHING);
    }

    private static byte[] u32(int number) {
        return new ByteWriter(4).u32(number).toByteArray();
    }

    private static byte[] u64(long number) {
        return new ByteWriter(8).u64(number).toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
