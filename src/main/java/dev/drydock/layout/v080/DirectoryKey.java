package dev.drydock.layout.v080;

import dev.drydock.bytes.MalformedDataException;

/**
 * Key of an entry of the internal directory, in {@code d}: as in {@link dev.drydock.layout.v073.DirectoryKey v0.7.3},
 * but for classes that count from 0.
 */
public final class DirectoryKey {

    private static final int FIRST_CLASS = 0;

    private DirectoryKey() {}

    public static dev.drydock.layout.v073.DirectoryKey decode(byte[] key) throws MalformedDataException {
        return dev.drydock.layout.v073.DirectoryKey.decode(key, FIRST_CLASS);
    }

    public static byte[] encode(dev.drydock.layout.v073.DirectoryKey key) {
        return key.encode(FIRST_CLASS);
    }
}
