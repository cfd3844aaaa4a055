package dev.drydock.proof;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * What the properties, tags and counters of one account say about its mailboxes and messages, gathered in the order of
 * the store, in some twenty bytes for each message.
 */
final class AccountRecords {

    static final int KEYWORDS = 4;
    static final int MAILBOX_IDS = 7;
    /** The property without which no message is shown. */
    static final int BODY_STRUCTURE = 71;

    private final int account;
    private final Map<String, Integer> flagSets = new LinkedHashMap<>();
    private final Ints flagged = new Ints();
    private final Ints flags = new Ints();
    private final RoaringBitmap bodies = new RoaringBitmap();
    private final Map<Integer, Placed> placed = new HashMap<>();
    private final TreeMap<Integer, StoredObject> mailboxes = new TreeMap<>(Integer::compareUnsigned);
    private final TreeMap<Integer, StoredObject> scripts = new TreeMap<>(Integer::compareUnsigned);
    private final Map<Integer, RoaringBitmap> tagged = new HashMap<>();
    private final Map<Integer, Long> lastUids = new HashMap<>();
    private @Nullable RoaringBitmap mailboxIds;
    private @Nullable RoaringBitmap scriptIds;
    private int nextFlagged;

    /** Messages that say of themselves to be in a mailbox, in the order of their ids. */
    private static final class Placed {
        private final Ints documents = new Ints();
        private final Ints uids = new Ints();
        private final Ints flags = new Ints();
    }

    /** A value that is read only where it is needed. */
    @FunctionalInterface
    interface ValueOf {
        byte[] bytes() throws StoreException;
    }

    /** How much was written down. */
    record Written(int mailboxes, long messages, int scripts) {}

    AccountRecords(int account) {
        this.account = account;
    }

    /** Takes a property, in key order. */
    void property(Document document, int field, ValueOf value) throws MalformedDataException, StoreException {
        var collection = document.collection();
        if (collection == Collection.EMAIL.code()) {
            switch (field) {
                case KEYWORDS -> keywords(document.document(), value.bytes());
                case MAILBOX_IDS -> mailboxIds(document.document(), value.bytes());
                case BODY_STRUCTURE -> bodies.add(document.document());
                default -> {}
            }
        } else if (field == StoredObject.FIELD && collection == Collection.MAILBOX.code()) {
            mailboxes.put(document.document(), StoredObject.decode(value.bytes()));
        } else if (field == StoredObject.FIELD && collection == Collection.SIEVE_SCRIPT.code()) {
            scripts.put(document.document(), StoredObject.decode(value.bytes()));
        }
    }

    private void keywords(int document, byte[] value) throws MalformedDataException {
        var set = new TreeSet<>(StoredObject.flags(value));
        set.remove("\\Recent");
        flagged.add(document);
        flags.add(flagSets.computeIfAbsent(String.join(" ", set), added -> flagSets.size()));
    }

    /** Count leb, then for each a mailbox leb and the UID in it leb. */
    private void mailboxIds(int document, byte[] value) throws MalformedDataException {
        while (nextFlagged < flagged.size() && Integer.compareUnsigned(flagged.get(nextFlagged), document) < 0) {
            nextFlagged++;
        }
        if (nextFlagged == flagged.size() || flagged.get(nextFlagged) != document) {
            return; // Without flags, even none, the server does not show it.
        }
        var reader = new ByteReader("mailboxes of a message", value);
        for (var left = reader.leb64("number of mailboxes"); left != 0; left--) {
            var mailbox = placed.computeIfAbsent(reader.leb32("mailbox"), added -> new Placed());
            mailbox.documents.add(document);
            mailbox.uids.add(reader.leb32("UID"));
            mailbox.flags.add(flags.get(nextFlagged));
        }
    }

    void tagged(int mailbox, RoaringBitmap documents) {
        tagged.put(mailbox, documents);
    }

    void documents(int collection, RoaringBitmap documents) {
        if (collection == Collection.MAILBOX.code()) {
            mailboxIds = documents;
        } else {
            scriptIds = documents;
        }
    }

    void lastUid(int mailbox, long uid) {
        lastUids.put(mailbox, uid);
    }

    int account() {
        return account;
    }

    /** Writes it all as {@link ExpectedState} reads it. */
    Written write(DataOutputStream out, ScriptTexts texts) throws IOException, MalformedDataException, StoreException {
        out.writeInt(flagSets.size());
        for (var set : flagSets.keySet()) {
            text(out, set);
        }
        mailboxes.keySet().removeIf(id -> mailboxIds == null || !mailboxIds.contains(id));
        out.writeInt(mailboxes.size());
        var messages = 0L;
        for (var entry : mailboxes.entrySet()) {
            var mailbox = entry.getValue();
            out.writeInt(entry.getKey());
            out.writeLong(mailbox.number(StoredObject.PARENT_ID, 0) & 0xFFFF_FFFFL);
            text(out, mailbox.text(StoredObject.NAME).orElse(""));
            out.writeLong(mailbox.number(StoredObject.CID, -1));
            out.writeLong(lastUids.getOrDefault(entry.getKey(), 0L) + 1);
            out.writeBoolean(mailbox.numbers(StoredObject.IS_SUBSCRIBED).contains(Integer.toUnsignedLong(account)));
            var packed = messages(entry.getKey());
            out.writeInt(packed.length);
            for (var message : packed) {
                out.writeLong(message);
            }
            messages += packed.length;
        }
        scripts.keySet().removeIf(id -> scriptIds == null || !scriptIds.contains(id));
        out.writeInt(scripts.size());
        for (var script : scripts.values()) {
            text(out, script.text(StoredObject.NAME).orElse(""));
            out.writeBoolean(script.isTrue(StoredObject.IS_ACTIVE));
            var content = script.content(StoredObject.BLOB_ID);
            text(out, content.isPresent() ? texts.sha256(content.get()) : "");
        }
        return new Written(mailboxes.size(), messages, scripts.size());
    }

    /** Those that are tagged with the mailbox, too; of two with the same UID the last, as the server has it. */
    private long[] messages(int mailbox) {
        var found = placed.get(mailbox);
        var documents = tagged.get(mailbox);
        if (found == null || documents == null) {
            return new long[0];
        }
        var order = new long[found.uids.size()];
        var count = 0;
        for (var i = 0; i < order.length; i++) {
            var document = found.documents.get(i);
            if (documents.contains(document) && bodies.contains(document)) {
                order[count++] = ExpectedMessages.pack(found.uids.get(i), i);
            }
        }
        Arrays.sort(order, 0, count);
        var kept = 0;
        for (var i = 0; i < count; i++) {
            var last = i + 1 == count || order[i] >>> 32 != order[i + 1] >>> 32;
            if (last) {
                order[kept++] = ExpectedMessages.pack(order[i] >>> 32, found.flags.get((int) order[i]));
            }
        }
        return Arrays.copyOf(order, kept);
    }

    static void text(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** A growing list of numbers that are not boxed. */
    private static final class Ints {
        private int[] values = new int[16];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size + (size >> 1));
            }
            values[size++] = value;
        }

        int get(int place) {
            return values[place];
        }

        int size() {
            return size;
        }
    }
}
