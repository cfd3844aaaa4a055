package dev.drydock.conversion;

import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.BlobLinkKey;
import dev.drydock.layout.v073.LookupCounterExpiryKey;
import dev.drydock.layout.v073.LookupCounterKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.PlacedStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.roaringbitmap.RoaringBitmap;

/** What no fixture has: numbers from 128 up, words of every length, texts of any bytes, contents in every state. */
public final class UnusualRecords {

    private UnusualRecords() {}

    /** Makes a v0.7.3 store of them. */
    public static void write(PlacedStore old) throws Exception {
        try (var writer = old.createSource()) {
            writeBitmaps(writer);
            writeContents(writer);
            writer.add(new LookupCounterKey(bytes("kept")).encode(), 7);
            writer.add(new LookupCounterKey(bytes("expiring")).encode(), 8);
            writer.add(new LookupCounterKey(bytes("zero")).encode(), 0);
            writer.put(Space.VALUES, new LookupCounterExpiryKey(bytes("expiring")).encode(), new byte[8]);
            writer.commit();
        }
    }

    private static void writeBitmaps(SourceWriter writer) throws Exception {
        for (var collection : List.of(Collection.EMAIL.code(), Collection.MAILBOX.code())) {
            for (var id : new int[] {0, 1, 127, 128, 255}) {
                writer.bitmap(
                        new BitmapKey.TagStatic(1, collection, 77, id).encode(), RoaringBitmap.bitmapOf(1, id, 70_000));
            }
            for (var id : new int[] {0, 127, 128, 16_384, -1}) {
                writer.bitmap(new BitmapKey.TagId(2, collection, 77, id).encode(), RoaringBitmap.bitmapOf(3, 4, -1));
            }
            for (var text : List.of("a", "ab", "ab\0\0\0\1", "\u00ff\\x27'")) {
                writer.bitmap(
                        new BitmapKey.TagText(3, collection, 78, text.getBytes(StandardCharsets.ISO_8859_1)).encode(),
                        RoaringBitmap.bitmapOf(5, 6));
            }
            for (var length = 0; length < 128; length++) {
                writer.bitmap(
                        new BitmapKey.TextToken(4, collection, 79, length, hash(length)).encode(),
                        RoaringBitmap.bitmapOf(7, 8));
            }
            writer.bitmap(new BitmapKey.DocumentIds(5, collection).encode(), RoaringBitmap.bitmapOf(0, 9, 70_000));
        }
    }

    private static byte[] hash(int length) {
        var hash = new byte[8];
        for (var i = 0; i < Math.min(length, 8); i++) {
            hash[i] = (byte) (200 + i + length);
        }
        return hash;
    }

    /** Contents of all sizes, with and without markers, held and not, missing ones, and a bundle. */
    static void writeContents(SourceWriter writer) throws Exception {
        var random = new Random(7);
        for (var i = 0; i < 300; i++) {
            var content = new byte[random.nextInt(8) == 0 ? 60_000 : 1 + random.nextInt(2_000)];
            random.nextBytes(content);
            var hash = BlobHash.ofContent(content);
            if (random.nextInt(4) != 0) {
                var message = new Document(random.nextInt(3), Collection.EMAIL.code(), i);
                writer.put(Space.VALUES, new BlobLinkKey(hash, message).encode(), new byte[0]);
            }
            if (random.nextInt(4) != 0) {
                writer.put(Space.VALUES, BlobLinkKey.commit(hash).encode(), new byte[0]);
            }
            if (random.nextInt(8) != 0) {
                writer.put(Space.BLOBS, hash.toByteArray(), content);
            }
        }
        writer.put(Space.BLOBS, bytes("STALWART_WEBADMIN"), new byte[90_000]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
