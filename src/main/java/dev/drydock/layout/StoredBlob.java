package dev.drydock.layout;

import dev.drydock.bytes.MalformedDataException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The content of a blob, told from the bytes a store or an export holds for it: plain, or an {@link Lz4Block} and a last
 * byte A1 where the store compresses. A plain blob may end in A1 as well, so its BLAKE3 name decides.
 *
 * @param form how the blob is stored
 * @param content plain content; where neither reading fits the name, the decompressed bytes if there are any
 */
public record StoredBlob(Form form, byte[] content) {

    private static final byte LZ4_MARKER = (byte) 0xA1;

    /** How a blob is stored. */
    public enum Form {
        PLAIN,
        LZ4,
        /** In no way that gives the content its name is made of: the blob is damaged, or another one. */
        UNKNOWN
    }

    /** Reads what is stored under {@code hash}. Blobs are hashed once, but for plain ones that look compressed. */
    public static StoredBlob of(BlobHash hash, byte[] stored) {
        var decompressed = decompressed(stored);
        if (decompressed != null && BlobHash.ofContent(decompressed).equals(hash)) {
            return new StoredBlob(Form.LZ4, decompressed);
        }
        if (BlobHash.ofContent(stored).equals(hash)) {
            return new StoredBlob(Form.PLAIN, stored);
        }
        return new StoredBlob(Form.UNKNOWN, decompressed != null ? decompressed : stored);
    }

    private static byte @Nullable [] decompressed(byte[] stored) {
        var last = stored.length - 1;
        if (last < 0 || stored[last] != LZ4_MARKER) {
            return null;
        }
        try {
            return Lz4Block.decompress("blob", stored, 0, last);
        } catch (MalformedDataException e) {
            return null; // Plain, and ends in A1 by chance; or damaged, which the hash tells.
        }
    }

    /** Plain content as a compressing store holds it. */
    public static byte[] compressed(byte[] plain) {
        var stored = new byte[Math.addExact(Lz4Block.mostBytes(plain.length), 1)];
        var end = Lz4Block.compressInto(stored, plain);
        stored[end] = LZ4_MARKER;
        return Arrays.copyOf(stored, end + 1);
    }

    /** Whether the content is the one its name is made of. */
    public boolean intact() {
        return form != Form.UNKNOWN;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredBlob blob && form == blob.form && Arrays.equals(content, blob.content);
    }

    @Override
    public int hashCode() {
        return 31 * form.hashCode() + Arrays.hashCode(content);
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "blob of " + content.length + " bytes, " + form;
    }
}
