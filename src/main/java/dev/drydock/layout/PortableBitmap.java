package dev.drydock.layout;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.roaringbitmap.InvalidRoaringFormat;
import org.roaringbitmap.RoaringBitmap;

/**
 * A set of document ids in the portable Roaring format: cookie, keys and sizes of the containers, their offsets, then
 * the containers; all numbers little-endian.
 *
 * <p>The library believes what it reads, so the frame and the order of every container are checked before it sees
 * them; nothing is allocated that the bytes do not fill.
 */
public final class PortableBitmap {

    private static final String STRUCTURE = "Roaring bitmap";
    private static final int COOKIE_WITHOUT_RUNS = 12346;
    private static final int COOKIE_WITH_RUNS = 12347;
    private static final int MOST_CONTAINERS = 1 << 16;
    private static final int LEAST_WITH_OFFSETS = 4;
    private static final int MOST_IN_ARRAY = 4096;
    private static final int WORDS = 1024;

    private PortableBitmap() {}

    /** Reads {@code bytes[from, end)}; refuses whatever the format does not allow, and bytes that are left over. */
    public static RoaringBitmap decode(byte[] bytes, int from) throws MalformedDataException {
        check(bytes, from);
        var bitmap = new RoaringBitmap();
        try {
            bitmap.deserialize(ByteBuffer.wrap(bytes, from, bytes.length - from));
        } catch (IOException | InvalidRoaringFormat e) {
            var failure = new MalformedDataException(STRUCTURE, 0, "a bitmap that the library reads");
            failure.addSuppressed(e);
            throw failure;
        }
        return bitmap;
    }

    /** Writes a bitmap as the server does, which knows no run containers. */
    public static byte[] encode(RoaringBitmap bitmap) {
        return encode(bitmap, 0);
    }

    /** As {@link #encode(RoaringBitmap)}, after {@code room} bytes that are left to the caller. */
    public static byte[] encode(RoaringBitmap bitmap, int room) {
        var plain = bitmap;
        if (bitmap.hasRunCompression()) {
            plain = bitmap.clone();
            plain.removeRunCompression();
        }
        var bytes = new byte[room + plain.serializedSizeInBytes()];
        plain.serialize(ByteBuffer.wrap(bytes, room, bytes.length - room));
        return bytes;
    }

    private static void check(byte[] bytes, int from) throws MalformedDataException {
        var reader = new ByteReader(STRUCTURE, bytes, from, bytes.length);
        var cookie = reader.u32le("cookie");
        var withRuns = (cookie & 0xFFFF) == COOKIE_WITH_RUNS;
        if (!withRuns && cookie != COOKIE_WITHOUT_RUNS) {
            throw new MalformedDataException(STRUCTURE, 0, "cookie 12346 or 12347, not " + (cookie & 0xFFFF));
        }
        var containers = withRuns ? (cookie >>> 16) + 1 : containerCount(reader);
        var runFlags = withRuns ? reader.bytes((containers + 7) / 8, "flags of run containers") : new byte[0];
        var keysAndSizes = reader.bytes(4L * containers, "keys and sizes of containers");
        var offsets = !withRuns || containers >= LEAST_WITH_OFFSETS
                ? reader.bytes(4L * containers, "offsets of containers")
                : new byte[0];
        var lastKey = -1;
        for (var i = 0; i < containers; i++) {
            var key = u16le(keysAndSizes, 4 * i);
            if (key <= lastKey) {
                throw reader.malformed("containers in order of their keys, but " + key + " follows " + lastKey);
            }
            lastKey = key;
            checkOffset(reader, offsets, i);
            var size = u16le(keysAndSizes, 4 * i + 2) + 1;
            if (withRuns && ((runFlags[i / 8] >>> (i % 8)) & 1) != 0) {
                checkRuns(reader, size);
            } else if (size <= MOST_IN_ARRAY) {
                checkArray(reader, size);
            } else {
                checkWords(reader, size);
            }
        }
        reader.end();
    }

    private static int containerCount(ByteReader reader) throws MalformedDataException {
        var count = reader.u32le("number of containers");
        if (count < 0 || count > MOST_CONTAINERS) {
            throw new MalformedDataException(
                    STRUCTURE, 4, "at most 65536 containers, not " + Integer.toUnsignedString(count));
        }
        return count;
    }

    private static void checkOffset(ByteReader reader, byte[] offsets, int i) throws MalformedDataException {
        if (offsets.length > 0) {
            var offset = u16le(offsets, 4 * i) | (u16le(offsets, 4 * i + 2) << 16);
            if (offset != reader.offset()) {
                throw reader.malformed("a container, which stands at " + Integer.toUnsignedString(offset));
            }
        }
    }

    private static void checkArray(ByteReader reader, int size) throws MalformedDataException {
        var last = -1;
        for (var i = 0; i < size; i++) {
            var value = reader.u16le("value of an array container");
            if (value <= last) {
                throw reader.malformed("rising values before this place, but " + value + " follows " + last);
            }
            last = value;
        }
    }

    private static void checkWords(ByteReader reader, int size) throws MalformedDataException {
        var bits = 0;
        for (var i = 0; i < WORDS; i++) {
            bits += Long.bitCount(reader.u64le("word of a bitmap container"));
        }
        if (bits != size) {
            throw reader.malformed(size + " values in the bitmap container before this place, not " + bits);
        }
    }

    private static void checkRuns(ByteReader reader, int size) throws MalformedDataException {
        var runs = reader.u16le("number of runs");
        var values = 0;
        var last = -1;
        for (var i = 0; i < runs; i++) {
            var first = reader.u16le("begin of a run");
            var more = reader.u16le("length of a run");
            // A run that touches the one before would belong to it.
            if ((i > 0 && first <= last + 1) || first + more > 0xFFFF) {
                throw reader.malformed("rising runs below 65536 before this place");
            }
            last = first + more;
            values += more + 1;
        }
        if (values != size) {
            throw reader.malformed(size + " values in the run container before this place, not " + values);
        }
    }

    private static int u16le(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8);
    }
}
