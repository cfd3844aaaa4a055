package dev.drydock.bench;

import dev.drydock.bytes.BigEndian;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.Collection;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.BitmapOperand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.roaringbitmap.RoaringBitmap;

/** The bitmaps: which documents there are, the tags they have and the words in them. */
final class BitmapRecords {

    private static final int PURPOSE = 3;
    private static final int KEYWORDS = 4;
    private static final int MAILBOXES = 7;
    private static final int REFERENCES = 15;
    private static final int THREAD = 33;
    private static final int LABELS = 89;
    private static final int ROLE = 22;
    private static final int MESSAGE_ID_LENGTH = 40;
    /** A bitmap that a server has not merged has so many changes at the most. */
    private static final int MOST_OPERANDS = 8;

    private final StoreShape shape;
    private final SourceWriter writer;
    private final List<Vocabulary> vocabularies;
    private long rows;
    private long keys;

    BitmapRecords(StoreShape shape, SourceWriter writer) {
        this.shape = shape;
        this.writer = writer;
        this.vocabularies = Vocabulary.all(shape);
    }

    /** Documents of all bitmaps: the rows they take in SQL. */
    long rows() {
        return rows;
    }

    /** Bitmaps: the rows they take in RocksDB. */
    long keys() {
        return keys;
    }

    void write() throws StoreException {
        for (var account = 0; account < shape.accounts(); account++) {
            messages(account, shape.messagesOf(account));
            others(account, shape.messagesOf(account));
        }
        put(new BitmapKey.DocumentIds(-1, Collection.PRINCIPAL.code()), first(shape.accounts()));
    }

    private void messages(int account, int messages) throws StoreException {
        put(new BitmapKey.DocumentIds(account, 0), first(messages));
        var random = shape.random(PURPOSE, account);
        mailboxes(account, messages, random);
        // The ids of threads are LEB128, so these keys alone do not come in order; each account has few.
        for (var thread = 0; thread < messages; thread++) {
            put(new BitmapKey.TagId(account, 0, THREAD, thread), RoaringBitmap.bitmapOf(thread));
        }
        put(new BitmapKey.TagText(account, 0, KEYWORDS, ascii("$label1")), some(messages, 0.3, random));
        put(new BitmapKey.TagText(account, 0, KEYWORDS, ascii("ledger")), some(messages, 0.15, random));
        put(new BitmapKey.TagText(account, 0, LABELS, ascii("quay")), some(messages, 0.15, random));
        for (var keyword = 0; keyword < 4; keyword++) {
            put(new BitmapKey.TagStatic(account, 0, KEYWORDS, keyword), some(messages, 0.8 / (keyword + 1), random));
        }
        for (var word : vocabularies.get(Vocabulary.indexFor(messages)).words()) {
            put(word.key(account), some(messages, word.share(), random));
        }
        for (var message = 0; message < messages; message++) {
            var hash8 = new byte[8];
            BigEndian.putU64(hash8, 0, StoreShape.rising(message, messages, random));
            put(
                    new BitmapKey.TextToken(account, 0, REFERENCES, MESSAGE_ID_LENGTH, hash8),
                    RoaringBitmap.bitmapOf(message));
        }
    }

    private void mailboxes(int account, int messages, SplittableRandom random) throws StoreException {
        var mailboxes = new RoaringBitmap[ValueRecords.MAILBOXES];
        Arrays.setAll(mailboxes, i -> new RoaringBitmap());
        for (var message = 0; message < messages; message++) {
            mailboxes[ValueRecords.mailboxOf(message)].add(message);
            if (random.nextInt(20) == 0) {
                mailboxes[random.nextInt(mailboxes.length)].add(message);
            }
        }
        for (var mailbox = 0; mailbox < mailboxes.length; mailbox++) {
            put(new BitmapKey.TagId(account, 0, MAILBOXES, mailbox), mailboxes[mailbox]);
        }
    }

    private void others(int account, int messages) throws StoreException {
        var mailbox = Collection.MAILBOX.code();
        put(new BitmapKey.DocumentIds(account, mailbox), first(ValueRecords.MAILBOXES));
        for (var role = 0; role < 5; role++) {
            put(
                    new BitmapKey.TagText(account, mailbox, ROLE, ascii(ValueRecords.mailboxName(role))),
                    RoaringBitmap.bitmapOf(role));
        }
        put(new BitmapKey.DocumentIds(account, Collection.THREAD.code()), first(messages));
        put(new BitmapKey.DocumentIds(account, Collection.IDENTITY.code()), first(1));
    }

    private static RoaringBitmap first(int documents) {
        var all = new RoaringBitmap();
        all.add(0L, documents);
        return all;
    }

    /** Each of so many documents with this chance, drawn by the gaps between them. */
    private static RoaringBitmap some(int documents, double share, SplittableRandom random) {
        var chosen = new RoaringBitmap();
        var scale = Math.log(1 - share);
        var at = -1L;
        while (true) {
            at += 1 + (long) (Math.log(1 - random.nextDouble()) / scale);
            if (at >= documents) {
                return chosen;
            }
            chosen.add((int) at);
        }
    }

    private void put(BitmapKey bitmapKey, RoaringBitmap documents) throws StoreException {
        if (documents.isEmpty()) {
            return;
        }
        keys++;
        rows += documents.getLongCardinality();
        var key = bitmapKey.encode();
        var random = shape.random(PURPOSE, 1, Arrays.hashCode(key));
        if (random.nextDouble() < shape.pending()) {
            writer.bitmapOperands(key, operands(documents.toArray(), random));
        } else {
            writer.bitmap(key, documents);
        }
    }

    /** A merged beginning, then single changes, one of which clears a document that a later one sets again. */
    private static List<byte[]> operands(int[] documents, SplittableRandom random) {
        var changes = Math.min(documents.length, 1 + random.nextInt(MOST_OPERANDS - 1));
        var begun = documents.length - changes;
        var operands = new ArrayList<byte[]>();
        if (begun > 0) {
            operands.add(BitmapOperand.bitmap(RoaringBitmap.bitmapOf(Arrays.copyOf(documents, begun))));
        }
        for (var change = begun; change < documents.length; change++) {
            var cleared = change + 1 < documents.length ? new int[] {documents[change + 1]} : new int[0];
            operands.add(BitmapOperand.list(new int[] {documents[change]}, cleared));
        }
        return operands;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
