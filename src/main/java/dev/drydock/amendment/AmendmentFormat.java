package dev.drydock.amendment;

import java.nio.charset.StandardCharsets;

/**
 * The form of the file, all numbers big-endian: magic, version u16, title (length u16, UTF-8); then rows, ascending by
 * letter and key; then a trailer, without which the file is cut: 0 in place of a letter, the number of rows u64, SHA-256
 * of all bytes before it.
 *
 * <p>A row is: letter u8, key (length u32, bytes), presence u8, and of the values that are present, before and after, each
 * length u32 and bytes.
 */
final class AmendmentFormat {

    static final int VERSION = 1;
    static final int END = 0;
    static final int BEFORE = 1;
    static final int AFTER = 2;
    static final String DIGEST = "SHA-256";
    static final int DIGEST_LENGTH = 32;

    private static final byte[] MAGIC = "DRYAMEND".getBytes(StandardCharsets.US_ASCII);

    private AmendmentFormat() {}

    static byte[] magic() {
        return MAGIC.clone();
    }
}
