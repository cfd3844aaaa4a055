package dev.drydock.store.postgresql;

import dev.drydock.store.sql.ByteExpressions;
import java.util.HexFormat;

/** Strings of bytes in PostgreSQL: {@code bytea}. */
final class PostgresBytes implements ByteExpressions {

    @Override
    public String constant(byte... bytes) {
        // Not '\x', which means something else where standard_conforming_strings is off.
        return "decode('" + HexFormat.of().formatHex(bytes) + "', 'hex')";
    }

    @Override
    public String joined(String... parts) {
        return "(" + String.join(" || ", parts) + ")";
    }

    @Override
    public String number(String bytes, int position) {
        return "get_byte(" + bytes + ", " + (position - 1) + ")";
    }

    @Override
    public String octet(String number) {
        return "set_byte(decode('00', 'hex'), 0, " + number + ")";
    }
}
