package dev.drydock.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds one structure, front to back. */
public final class ByteWriter {

    private byte[] bytes;
    private int size;

    public ByteWriter() {
        this(32);
    }

    public ByteWriter(int expectedSize) {
        bytes = new byte[expectedSize];
    }

    /** Writes the low eight bits. */
    public ByteWriter u8(int value) {
        grow(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Writes four bytes, big-endian. */
    public ByteWriter u32(int value) {
        grow(4);
        BigEndian.putU32(bytes, size, value);
        size += 4;
        return this;
    }

    /** Writes eight bytes, big-endian. */
    public ByteWriter u64(long value) {
        grow(8);
        BigEndian.putU64(bytes, size, value);
        size += 8;
        return this;
    }

    /** Writes the low sixteen bits, little-endian. */
    public ByteWriter u16le(int value) {
        return u8(value).u8(value >>> 8);
    }

    /** Writes four bytes, little-endian. */
    public ByteWriter u32le(int value) {
        return u32(Integer.reverseBytes(value));
    }

    /** Writes eight bytes, little-endian. */
    public ByteWriter u64le(long value) {
        return u64(Long.reverseBytes(value));
    }

    /** Writes an unsigned 32-bit number as LEB128, in one to five bytes. */
    public ByteWriter leb32(int value) {
        return leb64(Integer.toUnsignedLong(value));
    }

    /** Writes an unsigned 64-bit number as LEB128, in one to ten bytes. */
    public ByteWriter leb64(long value) {
        var rest = value;
        while (rest >>> 7 != 0) {
            u8(((int) rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        return u8((int) rest);
    }

    public ByteWriter bytes(byte[] value) {
        return bytes(value, 0, value.length);
    }

    /** Writes {@code value[from, to)}. */
    public ByteWriter bytes(byte[] value, int from, int to) {
        grow(to - from);
        System.arraycopy(value, from, bytes, size, to - from);
        size += to - from;
        return this;
    }

    public ByteWriter utf8(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes written so far. */
    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private void grow(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
        }
    }
}
