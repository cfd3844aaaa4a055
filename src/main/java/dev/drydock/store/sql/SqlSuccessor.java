package dev.drydock.store.sql;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.LeftBehind;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.BlobLinkKey;
import dev.drydock.layout.v080.Letter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new v0.8.0 store beside an old one on the same server, which translates by itself all that only changes its key; what
 * has to be read to be translated, and which contents come along, comes from outside.
 */
public final class SqlSuccessor implements SuccessorSink {

    private final SqlRecordSink sink;
    private final SuccessorTables tables;
    private final SqlRecordSource old;
    private final ServerMoves moves;
    private final SuccessorTables.Scratch left;

    /** Contents that documents other than messages hold; null where all contents are copied. */
    private final SuccessorTables.@Nullable Scratch early;

    private byte @Nullable [] held;
    private final RecordCursor known;
    private final LeftBehind contents;

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
        this.moves = new ServerMoves(tables, old, progress);
        this.left = contentsBehind ? tables.kept(ContentsBehind.LEFT) : tables.scratch("left");
        this.early = contentsBehind ? tables.scratch("early") : null;
        this.known = contents();
        this.contents = new LeftBehind(known, left::add);
    }

    @Override
    public Set<Family> own() {
        return ServerMoves.FAMILIES;
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
    private static boolean isOfOther(byte[] key) {
        try {
            var link = BlobLinkKey.decode(key);
            return !link.isCommit() && link.document().collection() != Collection.EMAIL.code();
        } catch (MalformedDataException e) {
            throw new IllegalArgumentException("no key of a link", e);
        }
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
        moves.families();
        if (early == null) {
            moves.contentsWithout(left);
        } else {
            leaveContents(early);
        }
        sink.commit();
    }

    private void leaveContents(SuccessorTables.Scratch needed) throws StoreException {
        // It becomes a table of the old store, in place of the one that goes over.
        tables.like(StoreTable.of(Letter.BLOB), StoreTable.of(Space.BLOBS));
        moves.contents(left);
        moves.contents(needed);
        moves.contentKeys(tables.kept(ContentsBehind.CONTENTS));
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
