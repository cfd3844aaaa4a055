package dev.drydock.demo;

import static dev.drydock.demo.StoredObject.UID_VALIDITY;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.MailboxName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/** The mail of one account, gathered from the records of a store of either version. */
final class MailAccount {

    /** Numbers of properties of a message. */
    static final int KEYWORDS = 4;

    static final int MAILBOXES = 7;

    private static final int RECEIVED = 19;
    private static final int SIZE = 27;
    private static final int METADATA = 71;
    private static final int SEEN = 0;

    private final RoaringBitmap messages = new RoaringBitmap();
    private final RoaringBitmap mailboxes = new RoaringBitmap();
    private final RoaringBitmap seen = new RoaringBitmap();
    private final Map<Integer, RoaringBitmap> inMailbox = new HashMap<>();
    private final SortedMap<Integer, StoredObject> objects = new TreeMap<>(Integer::compareUnsigned);
    private final SortedMap<Integer, StoredObject> scripts = new TreeMap<>(Integer::compareUnsigned);
    private final RoaringBitmap scriptIds = new RoaringBitmap();
    private final Map<Integer, Long> lastUids = new HashMap<>();
    private final Map<Integer, List<String>> flags = new HashMap<>();
    private final Map<Integer, Map<Integer, Long>> uids = new HashMap<>();
    private final RoaringBitmap described = new RoaringBitmap();
    private final Map<Integer, BlobHash> contents = new HashMap<>();
    private final Map<Integer, Long> sizes = new HashMap<>();
    private final Map<Integer, Long> receipts = new HashMap<>();

    /** Forgets the content of the latest message, without which it is not shown. */
    void loseMessage() {
        contents.remove(messages.last());
    }

    /** Forgets the latest mailbox. */
    void loseMailbox() {
        objects.remove(objects.lastKey());
    }

    /** Takes in a property of a message or mailbox. */
    void property(Document document, int field, byte[] value) throws MalformedDataException {
        if (document.collection() == Collection.MAILBOX.code() && field == MailboxName.FIELD) {
            objects.put(document.document(), StoredObject.decode(value));
        } else if (document.collection() == Collection.SIEVE_SCRIPT.code() && field == MailboxName.FIELD) {
            scripts.put(document.document(), StoredObject.decode(value));
        } else if (document.isMessage()) {
            var reader = new ByteReader("property " + field + " of " + document, value);
            switch (field) {
                case KEYWORDS -> flags.put(document.document(), keywords(reader));
                case MAILBOXES -> uids.put(document.document(), uids(reader));
                case METADATA -> described.add(document.document());
                default -> {}
            }
        }
    }

    private static List<String> keywords(ByteReader reader) throws MalformedDataException {
        var keywords = new ArrayList<String>();
        for (var left = reader.leb64("number of keywords"); left != 0; left--) {
            keywords.add(StoredObject.keyword(reader));
        }
        return keywords;
    }

    private static Map<Integer, Long> uids(ByteReader reader) throws MalformedDataException {
        var uids = new LinkedHashMap<Integer, Long>();
        for (var left = reader.leb64("number of mailboxes"); left != 0; left--) {
            uids.put(reader.leb32("mailbox"), Integer.toUnsignedLong(reader.leb32("UID")));
        }
        return uids;
    }

    /** Takes in that a document exists. */
    void exists(int collection, int document) {
        if (collection == Collection.EMAIL.code()) {
            messages.add(document);
        } else if (collection == Collection.MAILBOX.code()) {
            mailboxes.add(document);
        } else if (collection == Collection.SIEVE_SCRIPT.code()) {
            scriptIds.add(document);
        }
    }

    /** Takes in that a message has a tag with a number. */
    void tag(int field, int id, int message) {
        if (field == MAILBOXES) {
            inMailbox.computeIfAbsent(id, any -> new RoaringBitmap()).add(message);
        } else if (field == KEYWORDS && id == SEEN) {
            seen.add(message);
        }
    }

    void lastUid(int mailbox, long uid) {
        lastUids.put(mailbox, uid);
    }

    void content(int message, BlobHash hash) {
        contents.put(message, hash);
    }

    /** Takes in an index entry of a message. */
    void index(IndexKey key) {
        var message = key.document().document();
        if (key.field() == RECEIVED && key.value().length == Long.BYTES) {
            receipts.put(message, BigEndian.u64(key.value(), 0));
        } else if (key.field() == SIZE && key.value().length == Integer.BYTES) {
            sizes.put(message, Integer.toUnsignedLong(BigEndian.u32(key.value(), 0)));
        }
    }

    /** Mailboxes that both the list of documents and a property name, by id. */
    SortedMap<Integer, StoredObject> mailboxes() {
        var known = new TreeMap<Integer, StoredObject>(Integer::compareUnsigned);
        objects.forEach((id, object) -> {
            if (mailboxes.contains(id)) {
                known.put(id, object);
            }
        });
        return known;
    }

    /** Sieve scripts that both the list of documents and a property name, by id. */
    List<StoredObject> scripts() {
        return scripts.entrySet().stream()
                .filter(script -> scriptIds.contains(script.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** A mailbox as IMAP shows it. */
    ShownMailbox mailbox(int id, StoredObject object) {
        var tagged = inMailbox.getOrDefault(id, new RoaringBitmap());
        var shown = new TreeMap<Long, ShownMessage>();
        tagged.forEach((int message) -> {
            var uid = uids.getOrDefault(message, Map.of()).get(id);
            var known = message(message);
            if (uid != null && known.isPresent()) {
                shown.put(uid, known.get());
            }
        });
        var unseen = RoaringBitmap.and(RoaringBitmap.andNot(messages, seen), tagged);
        return new ShownMailbox(
                tagged.getLongCardinality(),
                unseen.getLongCardinality(),
                lastUids.getOrDefault(id, 0L) + 1,
                object.number(UID_VALIDITY).orElse(0L) & 0xFFFF_FFFFL,
                shown);
    }

    private Optional<ShownMessage> message(int message) {
        var hash = contents.get(message);
        var keywords = flags.get(message);
        if (hash == null || keywords == null || !described.contains(message)) {
            return Optional.empty();
        }
        return Optional.of(new ShownMessage(
                keywords,
                uids.getOrDefault(message, Map.of()),
                hash,
                sizes.getOrDefault(message, 0L),
                receipts.getOrDefault(message, 0L)));
    }
}
