package dev.drydock.layout;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * The compressed form both versions use: plain size u32 LE, then one LZ4 block.
 *
 * <p>The size in front is not believed: the sequences of the block are walked first, and only what they really expand to
 * is allocated.
 */
public final class Lz4Block {

    private static final int SIZE = 4;
    private static final int LEAST_MATCH = 4;
    private static final LZ4Compressor COMPRESSOR = LZ4Factory.safeInstance().fastCompressor();
    private static final LZ4SafeDecompressor DECOMPRESSOR =
            LZ4Factory.safeInstance().safeDecompressor();

    private Lz4Block() {}

    /**
     * The plain bytes of {@code block[offset, offset + length)}.
     *
     * @param structure what is compressed, for the failure: a block that ends early, points before its own begin, or
     *     expands to another size than it says
     */
    public static byte[] decompress(String structure, byte[] block, int offset, int length)
            throws MalformedDataException {
        var reader = new ByteReader(structure, block, offset, offset + length);
        var size = Integer.toUnsignedLong(reader.u32le("plain size"));
        // One byte of an LZ4 block gives at most 255 bytes; this refuses most nonsense without a walk.
        if (size > 255L * (length - SIZE) || size > Integer.MAX_VALUE - 8) {
            throw new MalformedDataException(
                    structure, 0, "a plain size that " + length + " compressed bytes can have, not " + size);
        }
        var expanded = expandedSize(reader, size);
        if (expanded != size) {
            throw new MalformedDataException(
                    structure, 0, "the plain size " + size + " that stands in front, but the block gives " + expanded);
        }
        var plain = new byte[(int) size];
        try {
            DECOMPRESSOR.decompress(block, offset + SIZE, length - SIZE, plain, 0, plain.length);
        } catch (LZ4Exception e) {
            var failure = new MalformedDataException(structure, SIZE, "an LZ4 block");
            failure.addSuppressed(e);
            throw failure;
        }
        return plain;
    }

    /** Adds up the lengths of all sequences; stops early once they are more than {@code most}. */
    private static long expandedSize(ByteReader reader, long most) throws MalformedDataException {
        var total = 0L;
        while (true) {
            var token = reader.u8("LZ4 sequence");
            var literals = runLength(reader, token >>> 4);
            reader.skip(literals, "LZ4 literals");
            total += literals;
            if (!reader.hasRemaining() || total > most) {
                return total;
            }
            var distance = reader.u16le("LZ4 match offset");
            // The library would let a distance of 0 pass, and copy what is not there yet.
            if (distance == 0 || distance > total) {
                throw reader.malformed("before this place, a match at most " + total + " bytes back, not " + distance);
            }
            total += LEAST_MATCH + runLength(reader, token & 0x0F);
        }
    }

    private static long runLength(ByteReader reader, int short4) throws MalformedDataException {
        var length = (long) short4;
        if (short4 == 0x0F) {
            int more;
            do {
                more = reader.u8("LZ4 length");
                length += more;
            } while (more == 0xFF);
        }
        return length;
    }

    /** Compresses; every reader of this form accepts the outcome, which is not byte for byte that of the server. */
    public static byte[] compress(byte[] plain) {
        var block = new byte[mostBytes(plain.length)];
        return Arrays.copyOf(block, compressInto(block, plain));
    }

    /** Compresses to the front of {@code block}, and returns how many bytes that took. */
    static int compressInto(byte[] block, byte[] plain) {
        block[0] = (byte) plain.length;
        block[1] = (byte) (plain.length >>> 8);
        block[2] = (byte) (plain.length >>> 16);
        block[3] = (byte) (plain.length >>> 24);
        return SIZE + COMPRESSOR.compress(plain, 0, plain.length, block, SIZE);
    }

    /** Room that {@link #compressInto} needs at most. */
    static int mostBytes(int plainLength) {
        return Math.addExact(SIZE, COMPRESSOR.maxCompressedLength(plainLength));
    }
}
