package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Counters: a base and additions that no compaction has added up yet, each a signed 64-bit number, little-endian. */
final class Counters {

    private final ReadOnlyDatabase database;
    private final String family;

    Counters(ReadOnlyDatabase database, String family) {
        this.database = database;
        this.family = family;
    }

    /** The sum of all pieces of a value, in eight bytes, little-endian. */
    byte[] sum(byte[] key, byte[] value) throws StoreException {
        if (value.length == Long.BYTES) {
            return value;
        }
        var sum = 0L;
        for (var piece : database.pieces().split(value)) {
            if (piece.length != Long.BYTES) {
                throw new StoreException(
                        "The store " + database.name() + " is damaged: in column family " + family + ", counter "
                                + HexFormat.of().formatHex(key) + " has " + piece.length + " bytes in place of 8",
                        "Restore the directory from a backup");
            }
            sum += ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN).getLong();
        }
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(sum)
                .array();
    }
}
