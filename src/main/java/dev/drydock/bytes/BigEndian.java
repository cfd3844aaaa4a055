package dev.drydock.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Unsigned big-endian numbers at fixed places of a key whose length is already known to be enough. */
public final class BigEndian {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    /** The unsigned 32-bit number at {@code offset}, in an {@code int}. */
    public static int u32(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    /** The unsigned 64-bit number at {@code offset}, in a {@code long}. */
    public static long u64(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }

    /** Writes {@code value} in four bytes at {@code offset}. */
    public static void putU32(byte[] bytes, int offset, int value) {
        INT.set(bytes, offset, value);
    }

    /** Writes {@code value} in eight bytes at {@code offset}. */
    public static void putU64(byte[] bytes, int offset, long value) {
        LONG.set(bytes, offset, value);
    }
}
