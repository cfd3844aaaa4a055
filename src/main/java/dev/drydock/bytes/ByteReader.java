package dev.drydock.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one structure from a byte array, front to back; every failure names the structure and the offset.
 *
 * <p>Lengths found in the data are compared with what is left before anything is allocated.
 */
public final class ByteReader {

    private final String structure;
    private final byte[] bytes;
    private final int start;
    private final int end;
    private int position;

    public ByteReader(String structure, byte[] bytes) {
        this(structure, bytes, 0, bytes.length);
    }

    /** Reads {@code bytes[from, to)}; offsets in failures count from {@code from}. */
    public ByteReader(String structure, byte[] bytes, int from, int to) {
        if (from < 0 || to < from || to > bytes.length) {
            throw new IndexOutOfBoundsException("[" + from + ", " + to + ") of " + bytes.length);
        }
        this.structure = structure;
        this.bytes = bytes;
        this.start = from;
        this.end = to;
        this.position = from;
    }

    /** Bytes read so far. */
    public int offset() {
        return position - start;
    }

    public int remaining() {
        return end - position;
    }

    public boolean hasRemaining() {
        return position < end;
    }

    /** One byte, 0 to 255. */
    public int u8(String what) throws MalformedDataException {
        require(1, what);
        return bytes[position++] & 0xFF;
    }

    /** Four bytes, big-endian, as an unsigned 32-bit number in an {@code int}. */
    public int u32(String what) throws MalformedDataException {
        require(4, what);
        var value = BigEndian.u32(bytes, position);
        position += 4;
        return value;
    }

    /** Eight bytes, big-endian, as an unsigned 64-bit number in a {@code long}. */
    public long u64(String what) throws MalformedDataException {
        require(8, what);
        var value = BigEndian.u64(bytes, position);
        position += 8;
        return value;
    }

    /** Two bytes, little-endian. */
    public int u16le(String what) throws MalformedDataException {
        require(2, what);
        var value = (bytes[position] & 0xFF) | ((bytes[position + 1] & 0xFF) << 8);
        position += 2;
        return value;
    }

    /** Four bytes, little-endian, as an unsigned 32-bit number in an {@code int}. */
    public int u32le(String what) throws MalformedDataException {
        return Integer.reverseBytes(u32(what));
    }

    /** Eight bytes, little-endian, as an unsigned 64-bit number in a {@code long}. */
    public long u64le(String what) throws MalformedDataException {
        return Long.reverseBytes(u64(what));
    }

    /**
     * An unsigned LEB128 number of at most 32 bits, in an {@code int}. Padded numbers are refused here and in
     * {@link #leb64}: no server writes them, and two keys must not be read as the same.
     */
    public int leb32(String what) throws MalformedDataException {
        var from = offset();
        var value = leb(what, 5);
        if (value >>> 32 != 0) {
            throw new MalformedDataException(structure, from, what + " as a LEB128 number of at most 32 bits");
        }
        return (int) value;
    }

    /** An unsigned LEB128 number of at most 64 bits, in a {@code long}. */
    public long leb64(String what) throws MalformedDataException {
        return leb(what, 10);
    }

    private long leb(String what, int mostBytes) throws MalformedDataException {
        var from = offset();
        var value = 0L;
        for (var i = 0; i < mostBytes; i++) {
            var b = u8(what);
            if (i == 9 && b > 1) {
                throw new MalformedDataException(structure, from, what + " as a LEB128 number of at most 64 bits");
            }
            value |= (b & 0x7FL) << (7 * i);
            if ((b & 0x80) == 0) {
                if (b == 0 && i > 0) {
                    throw new MalformedDataException(structure, from, what + " as a LEB128 number without padding");
                }
                return value;
            }
        }
        throw new MalformedDataException(
                structure, from, what + " as a LEB128 number of at most " + mostBytes + " bytes");
    }

    /** The next {@code count} bytes, copied. */
    public byte[] bytes(int count, String what) throws MalformedDataException {
        require(count, what);
        var copy = Arrays.copyOfRange(bytes, position, position + count);
        position += count;
        return copy;
    }

    /** As many bytes as a length found in the data says; refused before allocation when there are fewer. */
    public byte[] bytes(long count, String what) throws MalformedDataException {
        if (count < 0 || count > remaining()) {
            throw tooLong(count, what);
        }
        return bytes((int) count, what);
    }

    /** Passes over as many bytes as a length found in the data says; refused when there are fewer. */
    public void skip(long count, String what) throws MalformedDataException {
        if (count < 0 || count > remaining()) {
            throw tooLong(count, what);
        }
        position += (int) count;
    }

    /** All bytes that are left, copied. */
    public byte[] rest() {
        var copy = Arrays.copyOfRange(bytes, position, end);
        position = end;
        return copy;
    }

    /** As {@link #bytes(long, String)}, decoded as UTF-8; invalid UTF-8 is refused. */
    public String utf8(long count, String what) throws MalformedDataException {
        var from = offset();
        var raw = bytes(count, what);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            var failure = new MalformedDataException(structure, from, what + " in UTF-8");
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /**
     * The number of elements a list says it has; refused before anything is allocated when the bytes that are left
     * cannot hold so many.
     *
     * @param leastBytes bytes that the shortest possible element takes, at least 1
     */
    public int count(long count, int leastBytes, String what) throws MalformedDataException {
        if (count < 0 || count > remaining() / leastBytes) {
            throw new MalformedDataException(
                    structure,
                    offset(),
                    Long.toUnsignedString(count) + " " + what + ", but " + remaining() + " bytes are left");
        }
        return (int) count;
    }

    /** A failure at the current offset, for the caller to throw. */
    public MalformedDataException malformed(String expectation) {
        return new MalformedDataException(structure, offset(), expectation);
    }

    /** Refuses bytes that are left over. */
    public void end() throws MalformedDataException {
        if (hasRemaining()) {
            throw new MalformedDataException(structure, offset(), "the end, but " + remaining() + " bytes are left");
        }
    }

    private MalformedDataException tooLong(long count, String what) {
        return malformed(what + " of " + Long.toUnsignedString(count) + " bytes, but " + remaining() + " are left");
    }

    private void require(int count, String what) throws MalformedDataException {
        // A negative count is a length of 2 GiB or more that a caller has read as an int.
        if (Integer.compareUnsigned(remaining(), count) < 0) {
            throw malformed(
                    what + " (" + Integer.toUnsignedString(count) + " bytes), but " + remaining() + " are left");
        }
    }
}
