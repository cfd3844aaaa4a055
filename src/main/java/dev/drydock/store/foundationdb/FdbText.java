package dev.drydock.store.foundationdb;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * Bytes as fdbcli writes and reads them: printable ASCII as it is, all else as {@code \xNN}.
 *
 * <p>The forms are those of 7.1: {@code TraceableStringImpl} in {@code flow/Trace.h} for what it prints, and
 * {@code parseLine} in {@code fdbcli/fdbcli.actor.cpp} for what it reads.
 */
public final class FdbText {

    private static final HexFormat HEX = HexFormat.of();

    /** What fdbcli would read as it is, and no shell either would change. */
    private static final String PLAIN = "_-./:@,+";

    private FdbText() {}

    /** As fdbcli prints a key or value: a backslash doubled, and what is no printable ASCII as {@code \xNN}. */
    public static String printed(byte[] bytes) {
        var text = new StringBuilder(bytes.length);
        for (var b : bytes) {
            if (b == '\\') {
                text.append("\\\\");
            } else if (isPrintable(b)) {
                text.append((char) b);
            } else {
                text.append("\\x").append(HEX.toHexDigits(b));
            }
        }
        return text.toString();
    }

    /**
     * Reads what {@link #printed} gives.
     *
     * @throws IllegalArgumentException for a text that fdbcli does not print
     */
    public static byte[] read(String printed) {
        var bytes = new ByteArrayOutputStream(printed.length());
        var i = 0;
        while (i < printed.length()) {
            var c = printed.charAt(i);
            if (!isPrintable(c)) {
                throw new IllegalArgumentException("character " + (int) c + " at " + i);
            } else if (c != '\\') {
                bytes.write(c);
                i++;
            } else if (printed.startsWith("\\\\", i)) {
                bytes.write('\\');
                i += 2;
            } else if (printed.startsWith("\\x", i) && i + 4 <= printed.length()) {
                bytes.write(HexFormat.fromHexDigits(printed, i + 2, i + 4));
                i += 4;
            } else {
                throw new IllegalArgumentException("a backslash at " + i);
            }
        }
        return bytes.toByteArray();
    }

    /** As one token of a command to fdbcli; nothing in it divides or ends it. */
    public static String token(byte[] bytes) {
        if (bytes.length == 0) {
            return "\"\"";
        }
        var text = new StringBuilder(bytes.length);
        for (var b : bytes) {
            if (isLetterOrDigit(b) || PLAIN.indexOf(b) >= 0) {
                text.append((char) b);
            } else {
                text.append("\\x").append(HEX.toHexDigits(b));
            }
        }
        return text.toString();
    }

    private static boolean isPrintable(int c) {
        return c >= ' ' && c <= '~';
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
