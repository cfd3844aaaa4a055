package dev.drydock.layout;

import dev.drydock.bytes.MalformedDataException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.codec.digest.Blake3;

/** The name of a blob: BLAKE3, 32 bytes, of its plain (decompressed) content. */
public final class BlobHash implements Comparable<BlobHash> {

    public static final int LENGTH = 32;

    private final byte[] bytes;

    private BlobHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes {@code bytes} over without copying. */
    public static BlobHash of(byte[] bytes) throws MalformedDataException {
        if (bytes.length != LENGTH) {
            throw new MalformedDataException("blob hash", bytes.length, LENGTH + " bytes");
        }
        return new BlobHash(bytes);
    }

    /** Reads the hash at {@code offset} of a longer key. */
    public static BlobHash in(byte[] key, int offset) throws MalformedDataException {
        if (key.length - offset < LENGTH) {
            throw new MalformedDataException("blob hash", key.length, LENGTH + " bytes from byte " + offset);
        }
        return new BlobHash(Arrays.copyOfRange(key, offset, offset + LENGTH));
    }

    public static BlobHash ofContent(byte[] content) {
        return new BlobHash(Blake3.initHash().update(content).doFinalize(LENGTH));
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public int compareTo(BlobHash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlobHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Lower-case hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
