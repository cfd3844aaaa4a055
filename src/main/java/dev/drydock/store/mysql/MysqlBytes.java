package dev.drydock.store.mysql;

import dev.drydock.store.sql.ByteExpressions;
import java.util.HexFormat;

/** Strings of bytes in MySQL and MariaDB. */
final class MysqlBytes implements ByteExpressions {

    @Override
    public String constant(byte... bytes) {
        return "x'" + HexFormat.of().formatHex(bytes) + "'";
    }

    @Override
    public String joined(String... parts) {
        return "concat(" + String.join(", ", parts) + ")";
    }

    @Override
    public String number(String bytes, int position) {
        return "ord(substr(" + bytes + ", " + position + ", 1))";
    }

    @Override
    public String octet(String number) {
        return "char(" + number + ")";
    }
}
