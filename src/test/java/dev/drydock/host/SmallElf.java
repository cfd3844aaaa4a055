package dev.drydock.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Programs of 64 bits with nothing in them but the name of their loader. */
public final class SmallElf {

    private SmallElf() {}

    /** A program for a machine by its number, such as 62 for x86-64. */
    public static byte[] of(int machine, String loader) {
        var name = (loader + "\0").getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(64 + 56 + name.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(0, new byte[] {0x7F, 'E', 'L', 'F', 2, 1});
        bytes.putShort(18, (short) machine)
                .putLong(32, 64)
                .putShort(54, (short) 56)
                .putShort(56, (short) 1);
        bytes.putInt(64, 3).putLong(64 + 8, 64 + 56).putLong(64 + 32, name.length);
        bytes.put(64 + 56, name);
        return bytes.array();
    }
}
