package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.PortableBitmap;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * One piece of a bitmap in RocksDB, be it the value or a change that is not yet merged into it: byte 1 and a
 * {@link PortableBitmap}, or byte 0 and groups of document ids to set or to clear. A group is one header (80
 * hexadecimal to set, 0 to clear, added to the number of ids less one) and up to 128 ids leb.
 */
public final class BitmapOperand {

    private static final String STRUCTURE = "bitmap operand";
    private static final int LIST = 0;
    private static final int BITMAP = 1;
    private static final int SET = 0x80;
    private static final int CLEAR = 0;
    private static final int MOST_IN_GROUP = 128;

    private BitmapOperand() {}

    /** A piece that sets documents, and then clears others. */
    public static byte[] list(int[] set, int[] clear) {
        var writer = new ByteWriter(2 + 5 * (set.length + clear.length)).u8(LIST);
        groups(writer, SET, set);
        groups(writer, CLEAR, clear);
        return writer.toByteArray();
    }

    private static void groups(ByteWriter writer, int flag, int[] documents) {
        for (var i = 0; i < documents.length; i++) {
            if (i % MOST_IN_GROUP == 0) {
                writer.u8(flag | (Math.min(documents.length - i, MOST_IN_GROUP) - 1));
            }
            writer.leb32(documents[i]);
        }
    }

    /** A piece that adds a whole bitmap. */
    public static byte[] bitmap(RoaringBitmap documents) {
        var piece = PortableBitmap.encode(documents, 1);
        piece[0] = BITMAP;
        return piece;
    }

    /**
     * Brings the pieces of one bitmap together.
     *
     * <p>As in the server's merge, the first one is a change to nothing, whether it is a value or an operand; every
     * later one is applied in order: a bitmap is united with, a list sets and clears in its order. Unlike the server,
     * which stops silently where a list ends early, this refuses such a list.
     *
     * @param pieces oldest first; none gives an empty bitmap
     */
    public static RoaringBitmap merge(List<byte[]> pieces) throws MalformedDataException {
        var documents = new RoaringBitmap();
        for (var piece : pieces) {
            documents = apply(documents, piece);
        }
        return documents;
    }

    private static RoaringBitmap apply(RoaringBitmap documents, byte[] piece) throws MalformedDataException {
        var reader = new ByteReader(STRUCTURE, piece);
        var type = reader.u8("type");
        switch (type) {
            case LIST -> applyList(documents, reader);
            case BITMAP -> {
                var other = PortableBitmap.decode(piece, 1);
                if (documents.isEmpty()) {
                    return other;
                }
                documents.or(other);
            }
            default -> throw new MalformedDataException(STRUCTURE, 0, "type 0 or 1, not " + type);
        }
        return documents;
    }

    private static void applyList(RoaringBitmap documents, ByteReader reader) throws MalformedDataException {
        while (reader.hasRemaining()) {
            var header = reader.u8("header");
            var set = (header & SET) != 0;
            for (var left = (header & 0x7F) + 1; left > 0; left--) {
                var document = reader.leb32("document id");
                if (set) {
                    documents.add(document);
                } else {
                    documents.remove(document);
                }
            }
        }
    }
}
