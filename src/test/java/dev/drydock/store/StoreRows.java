package dev.drydock.store;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.BitmapCursor;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** Rows as lists that can be compared, for tests on stores that fit in memory. */
public final class StoreRows {

    private StoreRows() {}

    /** A record; two are equal if key and value are. */
    public record Row(String key, int length, int hash) implements Comparable<Row> {

        public static Row of(byte[] key, byte[] value) {
            return new Row(HexFormat.of().formatHex(key), value.length, Arrays.hashCode(value));
        }

        /** A row in the form that counters have in every backend. */
        public static Row counter(byte[] key, long value) {
            var bytes = new byte[8];
            BigEndian.putU64(bytes, 0, Long.reverseBytes(value));
            return of(key, bytes);
        }

        @Override
        public int compareTo(Row other) {
            return key.compareTo(other.key);
        }
    }

    /** A bitmap with its key. */
    public record Bits(String key, List<Long> documents) {

        public static Bits of(byte[] key, RoaringBitmap documents) {
            return new Bits(
                    HexFormat.of().formatHex(key),
                    documents.stream().mapToObj(Integer::toUnsignedLong).toList());
        }
    }

    /** Reads to the end and closes. */
    public static List<Row> all(RecordCursor cursor) throws StoreException {
        try (cursor) {
            var rows = new ArrayList<Row>();
            while (cursor.next()) {
                rows.add(Row.of(cursor.key(), cursor.value()));
            }
            return rows;
        }
    }

    /** Reads to the end and closes. */
    public static List<Bits> all(BitmapCursor cursor) throws StoreException, MalformedDataException {
        try (cursor) {
            var rows = new ArrayList<Bits>();
            while (cursor.next()) {
                rows.add(Bits.of(cursor.key(), cursor.documents()));
            }
            return rows;
        }
    }
}
