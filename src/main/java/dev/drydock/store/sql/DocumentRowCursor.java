package dev.drydock.store.sql;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.BitmapCursor;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/**
 * Brings the rows of a v0.7.3 {@code b} table together to bitmaps: a row is a bitmap's key ++ document id u32.
 *
 * <p>The rows of one bitmap follow each other, unless the key of another starts with its key: names of text tags have
 * any length, so a longer one can come between two documents of a shorter one. Then the rest of the shorter is read at
 * once by itself, and passed over when the walk comes to it.
 */
public final class DocumentRowCursor implements BitmapCursor {

    /** Account, collection and class, then the document id. */
    private static final int LEAST_BYTES = 10;

    /** Reads a part of the table, while the walk over all of it goes on. */
    @FunctionalInterface
    public interface Part {

        /** Gives the keys in {@code (after, to]} of a length in bytes, in key order. */
        void read(byte[] after, byte[] to, int length, Consumer<byte[]> key) throws StoreException;
    }

    private final RecordCursor rows;
    private final Part part;
    private final String place;
    /** Keys already given, each a prefix of the next, of which more rows may come. */
    private final Deque<byte[]> given = new ArrayDeque<>();

    private byte @Nullable [] ahead;
    private byte[] key = {};
    private RoaringBitmap documents = new RoaringBitmap();
    private long storedBytes;
    private long storedRows;

    /**
     * Begins at the first bitmap.
     *
     * @param rows all rows of the table in key order; closed with this
     * @param place the table and its store, for messages
     */
    public DocumentRowCursor(RecordCursor rows, Part part, String place) {
        this.rows = rows;
        this.part = part;
        this.place = place;
    }

    @Override
    public boolean next() throws StoreException, MalformedDataException {
        var row = ahead != null ? ahead : advance();
        ahead = null;
        while (row != null && wasGiven(row)) {
            row = advance();
        }
        if (row == null) {
            return false;
        }
        key = Arrays.copyOf(row, row.length - 4);
        storedBytes = 0;
        storedRows = 0;
        var writer = RoaringBitmapWriter.writer().get();
        while (row != null && row.length == key.length + 4 && startsWith(row, key)) {
            add(row, writer);
            row = advance();
        }
        ahead = row;
        if (row != null && startsWith(row, key)) {
            addRest(row, writer);
            given.push(key);
        }
        documents = writer.get();
        return true;
    }

    private void add(byte[] row, RoaringBitmapWriter<RoaringBitmap> writer) {
        writer.add(BigEndian.u32(row, key.length));
        storedBytes += row.length;
        storedRows++;
    }

    /** Adds the documents of the current key whose rows come after {@code from}. */
    private void addRest(byte[] from, RoaringBitmapWriter<RoaringBitmap> writer) throws StoreException {
        var last = Arrays.copyOf(key, key.length + 4);
        Arrays.fill(last, key.length, last.length, (byte) 0xFF);
        part.read(from, last, last.length, row -> add(row, writer));
    }

    private boolean wasGiven(byte[] row) {
        while (!given.isEmpty() && !startsWith(row, given.peek())) {
            given.pop();
        }
        for (var prefix : given) {
            if (row.length == prefix.length + 4) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] row, byte[] prefix) {
        return row.length >= prefix.length && Arrays.equals(row, 0, prefix.length, prefix, 0, prefix.length);
    }

    private byte @Nullable [] advance() throws StoreException, MalformedDataException {
        if (!rows.next()) {
            return null;
        }
        var row = rows.key();
        if (row.length < LEAST_BYTES) {
            throw new MalformedDataException("bitmap row", row.length, LEAST_BYTES + " bytes at least")
                    .in(place + ", key " + HexFormat.of().formatHex(row));
        }
        return row;
    }

    @Override
    public byte[] key() {
        return key;
    }

    @Override
    public RoaringBitmap documents() {
        return documents;
    }

    @Override
    public long storedBytes() {
        return storedBytes;
    }

    @Override
    public long storedRows() {
        return storedRows;
    }

    @Override
    public void close() throws StoreException {
        rows.close();
    }
}
