package dev.drydock.store.sql;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.LeftBehind;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new v0.8.0 store beside an old one on the same server, which translates by itself all that only changes its key; what
 * has to be read to be translated, and which contents come along, comes from outside.
 */
public final class SqlSuccessor implements SuccessorSink {

    /** Made here, by {@link KeyTranslation}, or left behind in every profile. */
    private static final Set<Family> OWN = Set.copyOf(EnumSet.of(
            Family.PROPERTY,
            Family.TERM_INDEX,
            Family.ACL,
            Family.RESERVED_ID,
            Family.LOOKUP_VALUE,
            Family.INDEX_QUEUE,
            Family.BLOB_RESERVATION,
            Family.SETTING,
            Family.LOOKUP_COUNTER_EXPIRY,
            Family.QUEUE_EVENT,
            Family.MAILBOX_UID_NEXT,
            Family.LOOKUP_COUNTER,
            Family.USED_QUOTA,
            Family.BITMAP,
            Family.INDEX,
            Family.LOG));

    /** Rows that one statement looks at: enough to be fast, few enough to show progress and to be ended soon. */
    private static final int ROWS = 50_000;

    private static final int CONTENTS = 1_000;
    private static final int BITMAPS = 10_000;

    private final SqlRecordSink sink;
    private final SuccessorTables tables;
    private final SqlRecordSource old;
    private final Progress progress;
    private final KeyTranslation keys;
    private final SuccessorTables.Scratch left;

    /** Contents that documents other than messages hold; null where all contents are copied. */
    private final SuccessorTables.@Nullable Scratch early;

    private byte @Nullable [] held;
    private final RecordCursor known;
    private final LeftBehind contents;
    private final OptionalLong total;
    private long looked;

    /**
     * Begins it.
     *
     * @param tables beside those of {@code old} on its server
     * @param contentsBehind whether contents are not copied: the table of contents then is what the old store gets in place of
     *     its own, as {@link ContentsBehind} says; what the old one needs at once is in it, such as Sieve scripts
     */
    public SqlSuccessor(
            String name, SuccessorTables tables, SqlRecordSource old, boolean contentsBehind, Progress progress)
            throws StoreException {
        this.sink = new SqlRecordSink(name, tables);
        this.tables = tables;
        this.old = old;
        this.progress = progress;
        this.keys = new KeyTranslation(tables.bytes());
        this.left = contentsBehind ? tables.kept(ContentsBehind.LEFT) : tables.scratch("left");
        this.early = contentsBehind ? tables.scratch("early") : null;
        this.known = contents();
        this.contents = new LeftBehind(known, left::add);
        this.total = estimate(old);
    }

    private static OptionalLong estimate(SqlRecordSource old) throws StoreException {
        var sum = 0L;
        for (var space : Space.values()) {
            sum += old.estimatedRows(space).orElse(0);
        }
        return sum > 0 ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    @Override
    public Set<Family> own() {
        return OWN;
    }

    @Override
    public String name() {
        return sink.name();
    }

    @Override
    public RecordCursor contents() throws StoreException {
        return old.contentKeys();
    }

    @Override
    public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
        if (letter == Letter.BLOB) {
            contents.keep(key);
            if (early != null && Arrays.equals(held, key)) {
                early.add(key);
            }
        } else {
            if (letter == Letter.BLOB_LINK && isOfOther(key)) {
                held = Arrays.copyOf(key, BlobHash.LENGTH);
            }
            sink.put(letter, key, value);
        }
    }

    /** Whether a link is of something else than a message, and no marker. */
    private static boolean isOfOther(byte[] link) {
        return link.length == BlobHash.LENGTH + 9
                && link[BlobHash.LENGTH + 4] != Collection.EMAIL.code()
                && BigEndian.u32(link, BlobHash.LENGTH) != -1;
    }

    @Override
    public void add(Letter letter, byte[] key, long value) throws StoreException {
        sink.add(letter, key, value);
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }

    @Override
    public void commit() throws StoreException {
        contents.finish();
        moveValues();
        moveCounters();
        moveBitmaps();
        copy(Space.INDEXES, Letter.INDEX, ROWS, "");
        copy(Space.LOGS, Letter.LOG, ROWS, "");
        if (early == null) {
            copy(
                    Space.BLOBS,
                    Letter.BLOB,
                    CONTENTS,
                    " AND NOT EXISTS (SELECT 1 FROM " + left.name() + " o WHERE o.k = s.k)");
        } else {
            leaveContents(early);
        }
        sink.commit();
    }

    private void leaveContents(SuccessorTables.Scratch needed) throws StoreException {
        // It becomes a table of the old store, in place of the one that goes over.
        tables.like(StoreTable.of(Letter.BLOB), StoreTable.of(Space.BLOBS));
        for (var some : List.of(left, needed)) {
            tables.fill(
                    StoreTable.of(Letter.BLOB),
                    "SELECT s.k, s.v FROM " + some.name() + " x JOIN " + tables.from(StoreTable.of(Space.BLOBS))
                            + " ON s.k = x.k");
        }
        var all = tables.kept(ContentsBehind.CONTENTS);
        byRows(
                Space.BLOBS,
                KeyRange.ALL,
                ROWS,
                bounded -> all.fill("SELECT s.k FROM " + tables.from(StoreTable.of(Space.BLOBS)) + bounded));
    }

    private void moveValues() throws StoreException {
        move(Family.PROPERTY, Letter.PROPERTY);
        move(Family.ACL, Letter.ACL);
        move(Family.LOOKUP_VALUE, Letter.LOOKUP_VALUE);
        move(Family.SETTING, Letter.SETTING);
        move(Family.QUEUE_EVENT, Letter.QUEUE_EVENT);
    }

    private void move(Family family, Letter letter) throws StoreException {
        move(family, letter, keys.withoutClass(), "");
    }

    private void moveCounters() throws StoreException {
        move(Family.MAILBOX_UID_NEXT, Letter.COUNTER, keys.withoutClass(), has(keys.ownerOfUidNext(), true));
        move(Family.LOOKUP_COUNTER, Letter.COUNTER, keys.withoutClass(), has(keys.expiryOfLookupCounter(), false));
        move(Family.USED_QUOTA, Letter.QUOTA, keys.usedQuota(), has(keys.ownerOfUsedQuota(), true));
    }

    /** As a subquery that gives a value, it is looked up by its key; as a join it may be read whole. */
    private String has(String key, boolean wanted) {
        return " AND s.v <> 0 AND (SELECT 1 FROM " + tables.looked(StoreTable.of(Space.VALUES)) + " WHERE o.k = " + key
                + ") IS " + (wanted ? "NOT " : "") + "NULL";
    }

    private void move(Family family, Letter letter, String key, String condition) throws StoreException {
        for (var range : family.ranges()) {
            byRows(family.space(), range, ROWS, bounded -> {
                var target = StoreTable.of(letter);
                tables.fill(
                        target,
                        "SELECT " + key + ", s.v FROM " + tables.from(StoreTable.of(family.space())) + bounded
                                + condition);
            });
        }
    }

    private void copy(Space space, Letter letter, int rows, String condition) throws StoreException {
        var table = StoreTable.of(space);
        byRows(
                space,
                KeyRange.ALL,
                rows,
                bounded -> tables.fill(
                        StoreTable.of(letter),
                        "SELECT s.k" + (table.hasValue() ? ", s.v" : "") + " FROM " + tables.from(table) + bounded
                                + condition));
    }

    private void moveBitmaps() throws StoreException {
        var kept = tables.scratch("kept");
        keepBitmaps(bounded -> kept.fill("SELECT s.k FROM " + tables.from(StoreTable.of(Space.BITMAPS)) + bounded
                + " AND " + keys.isKeptBitmap()));
        var unknown = kept.any(keys.isUnknownBitmap());
        if (unknown != null) {
            throw new StoreException(
                    "Key " + HexFormat.of().formatHex(unknown) + " in " + StoreTable.of(Space.BITMAPS) + " of "
                            + old.name() + " is none that v0.7.3 writes",
                    "Look at it with drydock inspect; nothing was changed");
        }
        move(kept, Letter.DOCUMENT_IDS, keys.documentId(), keys.isDocumentId());
        move(kept, Letter.TAGS, keys.tag(), keys.isTag());
        move(kept, Letter.TEXT_TOKENS, keys.textToken(), keys.isTextToken());
    }

    /**
     * In parts that pass over the words of messages, nearly all rows of a table of bitmaps: where a part ends among those of
     * an account, the next begins behind them.
     */
    private void keepBitmaps(Part part) throws StoreException {
        var table = StoreTable.of(Space.BITMAPS);
        byte @Nullable [] from = new byte[0];
        while (from != null) {
            progress.at(table.title(), looked, known(), Progress.Unit.RECORDS);
            var next = tables.keyAfter(table, from, BITMAPS);
            looked += BITMAPS;
            var words = next == null ? KeyRange.ALL : KeyTranslation.wordsOfMessages(next);
            if (next == null || !words.contains(next)) {
                part.move(bounded(from, next));
                from = next;
            } else {
                if (Arrays.compareUnsigned(from, words.from()) < 0) {
                    part.move(bounded(from, words.from()));
                }
                from = words.to();
            }
        }
    }

    private void move(SuccessorTables.Scratch kept, Letter letter, String key, String condition) throws StoreException {
        tables.fill(StoreTable.of(letter), "SELECT " + key + " FROM " + kept.name() + " s WHERE " + condition);
    }

    /** What is done with a part of a table. */
    @FunctionalInterface
    private interface Part {
        void move(String bounded) throws StoreException;
    }

    private void byRows(Space space, KeyRange range, int rows, Part part) throws StoreException {
        var table = StoreTable.of(space);
        var from = range.from();
        var whole = false;
        while (!whole) {
            progress.at(table.title(), looked, known(), Progress.Unit.RECORDS);
            var next = tables.keyAfter(table, from, rows);
            whole = next == null || !range.contains(next);
            part.move(bounded(from, whole ? range.to() : next));
            looked += rows;
            from = next == null ? from : next;
        }
    }

    private OptionalLong known() {
        return total.isPresent() && total.getAsLong() >= looked ? total : OptionalLong.empty();
    }

    private String bounded(byte[] from, byte @Nullable [] to) {
        return " WHERE s.k >= " + tables.bytes().constant(from)
                + (to == null ? "" : " AND s.k < " + tables.bytes().constant(to));
    }

    @Override
    public void close() throws StoreException {
        try {
            known.close();
        } finally {
            sink.close();
        }
    }
}
