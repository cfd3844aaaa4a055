package dev.drydock.store.sqlite;

import dev.drydock.store.sql.ByteExpressions;
import java.util.HexFormat;

/**
 * Strings of bytes in SQLite, which has no function from a byte to its number and back: both are places in a string of all
 * bytes in their order. What it joins it calls a text, whatever it was; its bytes stay the same.
 */
final class SqliteBytes implements ByteExpressions {

    private static final String ALL = all();

    private static String all() {
        var bytes = new byte[256];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return "x'" + HexFormat.of().formatHex(bytes) + "'";
    }

    @Override
    public String constant(byte... bytes) {
        return "x'" + HexFormat.of().formatHex(bytes) + "'";
    }

    @Override
    public String joined(String... parts) {
        return "CAST(" + String.join(" || ", parts) + " AS BLOB)";
    }

    @Override
    public String number(String bytes, int position) {
        return "(instr(" + ALL + ", substr(" + bytes + ", " + position + ", 1)) - 1)";
    }

    @Override
    public String octet(String number) {
        return "substr(" + ALL + ", (" + number + ") + 1, 1)";
    }
}
