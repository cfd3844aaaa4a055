package dev.drydock.layout.v080;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;

/**
 * Key of a blob that is held for a time although nothing links to it, in {@code j}: account u32, hash, until u64.
 *
 * @param account who uploaded it
 * @param until Unix time in seconds
 */
public record BlobReservationKey(int account, BlobHash hash, long until) {

    public static BlobReservationKey decode(byte[] key) throws MalformedDataException {
        var reader = new ByteReader("blob reservation key", key);
        var decoded = new BlobReservationKey(
                reader.u32("account"), BlobHash.of(reader.bytes(BlobHash.LENGTH, "hash")), reader.u64("until"));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return new ByteWriter(44)
                .u32(account)
                .bytes(hash.toByteArray())
                .u64(until)
                .toByteArray();
    }
}
