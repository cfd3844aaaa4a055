package dev.drydock.store.sql;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a server fills new tables with from the old ones, by itself, in statements over bounded ranges of keys. */
final class ServerMoves {

    /** Made here, by {@link KeyTranslation}, or left behind in every profile. */
    static final Set<Family> FAMILIES = Set.copyOf(EnumSet.of(
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

    private final SuccessorTables tables;
    private final SqlRecordSource old;
    private final Progress progress;
    private final KeyTranslation keys;
    private final OptionalLong total;
    private long looked;

    /** @param tables beside those of {@code old} on its server */
    ServerMoves(SuccessorTables tables, SqlRecordSource old, Progress progress) throws StoreException {
        this.tables = tables;
        this.old = old;
        this.progress = progress;
        this.keys = new KeyTranslation(tables.bytes());
        this.total = estimate(old);
    }

    private static OptionalLong estimate(SqlRecordSource old) throws StoreException {
        var sum = 0L;
        for (var space : Space.values()) {
            sum += old.estimatedRows(space).orElse(0);
        }
        return sum > 0 ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    /** Makes the records of {@link #FAMILIES}. */
    void families() throws StoreException {
        moveValues();
        moveCounters();
        moveBitmaps();
        copy(Space.INDEXES, Letter.INDEX, ROWS);
        copy(Space.LOGS, Letter.LOG, ROWS);
    }

    /** Copies all contents but some. */
    void contentsWithout(SuccessorTables.Scratch left) throws StoreException {
        if (tables.isKept(StoreTable.of(Letter.BLOB))) {
            tables.remove(StoreTable.of(Letter.BLOB), left);
            return;
        }
        copy(
                Space.BLOBS,
                Letter.BLOB,
                CONTENTS,
                " AND NOT EXISTS (SELECT 1 FROM " + left.name() + " o WHERE o.k = s.k)");
    }

    /** Copies some contents. */
    void contents(SuccessorTables.Scratch some) throws StoreException {
        tables.fill(
                StoreTable.of(Letter.BLOB),
                "SELECT s.k, s.v FROM " + some.name() + " x JOIN " + tables.from(StoreTable.of(Space.BLOBS))
                        + " ON s.k = x.k");
    }

    /** Adds the keys of all contents. */
    void contentKeys(SuccessorTables.Scratch into) throws StoreException {
        byRows(
                Space.BLOBS,
                KeyRange.ALL,
                ROWS,
                bounded -> into.fill("SELECT s.k FROM " + tables.from(StoreTable.of(Space.BLOBS)) + bounded));
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
            byRows(
                    family.space(),
                    range,
                    ROWS,
                    bounded -> tables.fill(
                            StoreTable.of(letter),
                            "SELECT " + key + ", s.v FROM " + tables.from(StoreTable.of(family.space())) + bounded
                                    + condition));
        }
    }

    private void copy(Space space, Letter letter, int rows) throws StoreException {
        if (!tables.isKept(StoreTable.of(letter))) {
            copy(space, letter, rows, "");
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
            tell(table);
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
            tell(table);
            var next = tables.keyAfter(table, from, rows);
            whole = next == null || !range.contains(next);
            part.move(bounded(from, whole ? range.to() : next));
            looked += rows;
            from = next == null ? from : next;
        }
    }

    private void tell(StoreTable table) {
        progress.at(table.title(), looked, Progress.known(total, looked), Progress.Unit.RECORDS);
    }

    private String bounded(byte[] from, byte @Nullable [] to) {
        return " WHERE " + tables.bytes().between(KeyTranslation.KEY, from, to);
    }
}
