package dev.drydock.store.sql;

import dev.drydock.bytes.BigEndian;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.sql.Database;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.PlacedStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.roaringbitmap.RoaringBitmap;

/** A program that writes more than its heap holds to a blank database, of both versions, and reads it again. */
final class SmallHeapRoundTrip {

    /** MariaDB takes 16 MB unless told otherwise. */
    static final int LARGEST = 12 << 20;

    private static final int LARGE_VALUES = 20;
    /** Small enough to be read by the page. */
    private static final int MEDIUM = 16_000;

    private static final int MEDIUM_VALUES = 10_000;
    private static final int BITMAPS = 40;
    private static final int DOCUMENTS = 10_000;

    private SmallHeapRoundTrip() {}

    /** Arguments: the kind of server, its port, two databases with their accounts, a directory that holds the passwords. */
    public static void main(String[] arguments) throws Exception {
        var kind = SqlServerKind.valueOf(arguments[0]);
        var work = Path.of(arguments[4]);
        var stores = List.of(arguments[2], arguments[3]);
        for (var name : stores) {
            var password = Files.readString(work.resolve(name));
            var database = new Database("127.0.0.1", Integer.parseInt(arguments[1]), name, name, password);
            var store = SqlStores.store(kind, database, work);
            if (name.equals(arguments[2])) {
                renewed(store);
            } else {
                old(store);
            }
        }
    }

    private static void renewed(PlacedStore store) throws Exception {
        var random = new SplittableRandom(1);
        try (var sink = store.createTarget()) {
            for (var i = 0; i < MEDIUM_VALUES; i++) {
                sink.put(Letter.PROPERTY, key(random.nextLong()), new byte[MEDIUM]);
            }
            for (var i = 0; i < LARGE_VALUES; i++) {
                sink.put(Letter.BLOB, key(random.nextLong()), new byte[LARGEST]);
            }
            sink.commit();
        }
        try (var target = store.openTarget()) {
            for (var letter : List.of(Letter.PROPERTY, Letter.BLOB)) {
                var read = 0L;
                try (var rows = target.scan(letter)) {
                    while (rows.next()) {
                        read += rows.value().length;
                    }
                }
                require(read, letter == Letter.BLOB ? (long) LARGE_VALUES * LARGEST : (long) MEDIUM_VALUES * MEDIUM);
            }
        }
    }

    private static void old(PlacedStore store) throws Exception {
        try (var writer = store.createSource()) {
            for (var i = 0; i < BITMAPS; i++) {
                writer.bitmap(key(i), RoaringBitmap.bitmapOfRange(0, DOCUMENTS));
            }
            for (var i = 0; i < LARGE_VALUES; i++) {
                writer.put(Space.BLOBS, key(i), new byte[LARGEST]);
            }
            writer.commit();
        }
        try (var source = store.openSource();
                var bitmaps = source.bitmaps()) {
            var read = 0L;
            while (bitmaps.next()) {
                read += bitmaps.documents().getLongCardinality();
            }
            require(read, (long) BITMAPS * DOCUMENTS);
        }
    }

    private static byte[] key(long number) {
        var key = new byte[8];
        BigEndian.putU64(key, 0, number);
        return key;
    }

    private static void require(long found, long wanted) {
        if (found != wanted) {
            throw new AssertionError(found + " instead of " + wanted);
        }
    }
}
