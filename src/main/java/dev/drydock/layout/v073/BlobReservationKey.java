package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;

/**
 * Key of a blob that is held for a time although no document links to it, in {@code v}: class 6, account u32, hash,
 * until u64.
 *
 * @param account who uploaded it; {@link #QUEUE} for the content of a queued message
 * @param until Unix time in seconds
 */
public record BlobReservationKey(int account, BlobHash hash, long until) {

    /** The account under which the outbound queue holds its messages. */
    public static final int QUEUE = 0xFFFF_FFFE;

    private static final int CLASS = 6;

    public static BlobReservationKey decode(byte[] key) throws MalformedDataException {
        var reader = KeyClass.open("blob reservation key", key, CLASS);
        var decoded = new BlobReservationKey(
                reader.u32("account"), BlobHash.of(reader.bytes(BlobHash.LENGTH, "hash")), reader.u64("until"));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return new ByteWriter(45)
                .u8(CLASS)
                .u32(account)
                .bytes(hash.toByteArray())
                .u64(until)
                .toByteArray();
    }
}
