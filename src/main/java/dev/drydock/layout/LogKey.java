package dev.drydock.layout;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;

/**
 * Key of a change in the log that clients synchronise by, the same in both versions: account u32, collection u8,
 * change id u64.
 */
public record LogKey(int account, int collection, long changeId) {

    public static LogKey decode(byte[] key) throws MalformedDataException {
        var reader = new ByteReader("log key", key);
        var decoded = new LogKey(reader.u32("account"), reader.u8("collection"), reader.u64("change id"));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return new ByteWriter(13).u32(account).u8(collection).u64(changeId).toByteArray();
    }
}
