package dev.drydock.real;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.BitmapOperand;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v073.Space;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/** Writes a v0.7.3 store record by record after another one, with Drydock's own writer, changed on the way. */
final class StoreCopy {

    private StoreCopy() {}

    /** A record with a value of its own kind: no counter, no bitmap. */
    record Entry(Space space, byte[] key, byte[] value) {}

    /** What becomes of a record in the copy. */
    @FunctionalInterface
    interface Edit {
        /** Leaves everything as it is. */
        Edit NONE = Optional::of;

        /** The record for the copy; none to leave it out. */
        Optional<Entry> of(Entry entry) throws MalformedDataException;
    }

    static void write(StorePath from, StorePath to, Edit edit) throws Exception {
        try (var source = from.driver().at(from.path()).openSource();
                var copy = to.driver().at(to.path()).createSource()) {
            for (var space : List.of(Space.VALUES, Space.INDEXES, Space.LOGS, Space.BLOBS)) {
                try (var records = source.scan(space)) {
                    while (records.next()) {
                        var entry = edit.of(new Entry(space, records.key(), records.value()));
                        if (entry.isPresent()) {
                            copy.put(space, entry.get().key(), entry.get().value());
                        }
                    }
                }
            }
            try (var counters = source.scan(Space.COUNTERS)) {
                while (counters.next()) {
                    copy.add(counters.key(), CounterValue.decode(counters.value()));
                }
            }
            bitmaps(source, copy);
            copy.commit();
        }
    }

    /** Every other bitmap goes in as pieces, as the server leaves it before its store is compacted. */
    private static void bitmaps(RecordSource source, SourceWriter copy) throws StoreException, MalformedDataException {
        try (var bitmaps = source.bitmaps()) {
            for (var n = 0; bitmaps.next(); n++) {
                var documents = bitmaps.documents();
                if (n % 2 == 0 || documents.isEmpty()) {
                    copy.bitmap(bitmaps.key(), documents);
                } else {
                    copy.bitmapOperands(bitmaps.key(), pieces(documents));
                }
            }
        }
    }

    /** A bitmap with the first document and a stray one, a list with the others, a list that clears the stray one. */
    private static List<byte[]> pieces(RoaringBitmap documents) {
        var ids = documents.toArray();
        var stray = documents.last() + 1;
        var others = new int[ids.length - 1];
        System.arraycopy(ids, 1, others, 0, others.length);
        return List.of(
                BitmapOperand.bitmap(RoaringBitmap.bitmapOf(ids[0], stray)),
                BitmapOperand.list(others, new int[0]),
                BitmapOperand.list(new int[0], new int[] {stray}));
    }
}
