package dev.drydock.store.postgresql;

import dev.drydock.layout.v080.Letter.Shape;
import dev.drydock.store.sql.StoreTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyManager;

/**
 * Rows of one table on their way to the server by COPY: held back until they are {@value #CAPACITY} bytes, then sent by a
 * COPY of their own, so that the rows of several tables can come in turn.
 *
 * <p>In the binary format of COPY: a head of a signature, flags and the length of an extension; for each row the number
 * of its columns, i16, and for each column its length, i32, and its bytes; then -1, i16. Big-endian all.
 */
final class CopyRows {

    private static final int CAPACITY = 1 << 19;
    private static final byte[] HEAD = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] END = {-1, -1};

    private final CopyManager copies;
    private final StoreTable table;
    private byte[] held = {};
    private ByteBuffer buffer = ByteBuffer.wrap(held);
    private long rows;

    CopyRows(CopyManager copies, StoreTable table) {
        this.copies = copies;
        this.table = table;
    }

    /** Rows added so far, those held back included. */
    long rows() {
        return rows;
    }

    /** Counts rows that came by other statements. */
    void count(long number) {
        rows += number;
    }

    void add(byte[] key, byte[] value) throws SQLException {
        var column = table.shape() == Shape.COUNTER ? reversed(value) : value;
        // In long, as a value may be of nearly as many bytes as an int can count.
        var size = 6L + key.length + (table.hasValue() ? 4L + column.length : 0);
        if (held.length == 0) {
            held = new byte[CAPACITY];
            buffer = ByteBuffer.wrap(held);
        }
        if (size > buffer.remaining()) {
            send();
        }
        var columns = ByteBuffer.allocate(6)
                .putShort((short) (table.hasValue() ? 2 : 1))
                .putInt(key.length);
        var length = ByteBuffer.allocate(4).putInt(column.length);
        if (size > CAPACITY && table.hasValue()) {
            send(columns.array(), key, length.array(), column);
        } else if (size > CAPACITY) {
            send(columns.array(), key);
        } else {
            buffer.put(columns.array()).put(key);
            if (table.hasValue()) {
                buffer.put(length.array()).put(column);
            }
        }
        rows++;
    }

    private static byte[] reversed(byte[] littleEndian) {
        var value = ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    /** Sends what is held back. */
    void send() throws SQLException {
        if (buffer.position() > 0) {
            send(new byte[0][]);
        }
    }

    /** @param row the parts of one row more, which is too large to be held back */
    private void send(byte[]... row) throws SQLException {
        var copy = copies.copyIn("COPY " + table.letter() + " FROM STDIN WITH (FORMAT binary)");
        try {
            copy.writeToCopy(HEAD, 0, HEAD.length);
            copy.writeToCopy(held, 0, buffer.position());
            buffer.clear();
            for (var part : row) {
                copy.writeToCopy(part, 0, part.length);
            }
            copy.writeToCopy(END, 0, END.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
