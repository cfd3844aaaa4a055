package dev.drydock.host.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The first file of the archive in which the Engine hands out single files. */
final class TarEntry {

    private static final int HEADER = 512;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int MOST_BYTES = 1 << 20;

    private TarEntry() {}

    static byte[] first(InputStream archive) throws IOException {
        var header = archive.readNBytes(HEADER);
        if (header.length < HEADER) {
            throw new IOException("the archive is cut short");
        }
        var octal = new String(header, SIZE, SIZE_LENGTH, StandardCharsets.US_ASCII).replaceAll("[\\x00 ]+$", "");
        if (!octal.matches("[0-7]{1,11}")) {
            throw new IOException("the archive does not say how long its file is");
        }
        var size = Long.parseLong(octal, 8);
        if (size > MOST_BYTES) {
            throw new IOException("the file has " + size + " bytes, more than is read here");
        }
        var content = archive.readNBytes((int) size);
        if (content.length < size) {
            throw new IOException("the archive is cut short");
        }
        return content;
    }
}
