package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;

/** Value of a counter as RocksDB holds it, and every reader of ours gives it: signed 64 bits, little-endian. */
public final class CounterValue {

    private CounterValue() {}

    public static long decode(byte[] value) throws MalformedDataException {
        var reader = new ByteReader("counter", value);
        var decoded = reader.u64le("value");
        reader.end();
        return decoded;
    }

    public static byte[] encode(long value) {
        return new ByteWriter(8).u64le(value).toByteArray();
    }
}
