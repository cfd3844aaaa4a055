package dev.drydock.layout;

import java.util.HexFormat;

/** Bytes laid by hand: pairs of hexadecimal digits, spaces wherever they help. */
public final class Hex {

    private Hex() {}

    public static byte[] bytes(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
    }

    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
