package dev.drydock.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Tells builds of the mail server that can open a cluster of FoundationDB from ordinary ones, which cannot. */
public final class FoundationDbBuild {

    /** The vendor's client library, which such a build names among those that it is linked with; there is no other client. */
    private static final byte[] LIBRARY = "libfdb_c.so".getBytes(StandardCharsets.US_ASCII);

    private static final int PIECE = 1 << 16;

    private FoundationDbBuild() {}

    /** Whether a program is one, by the library that it names. */
    public static boolean isOne(Path program) throws IOException {
        try (var input = Files.newInputStream(program)) {
            // The end of one piece stands before the next, for a name that lies across both.
            var buffer = new byte[LIBRARY.length - 1 + PIECE];
            var kept = 0;
            for (var read = input.readNBytes(buffer, kept, PIECE);
                    read > 0;
                    read = input.readNBytes(buffer, kept, PIECE)) {
                var end = kept + read;
                if (holds(buffer, end)) {
                    return true;
                }
                kept = Math.min(end, LIBRARY.length - 1);
                System.arraycopy(buffer, end - kept, buffer, 0, kept);
            }
            return false;
        }
    }

    private static boolean holds(byte[] buffer, int end) {
        for (var from = 0; from + LIBRARY.length <= end; from++) {
            if (buffer[from] == LIBRARY[0]
                    && Arrays.equals(buffer, from, from + LIBRARY.length, LIBRARY, 0, LIBRARY.length)) {
                return true;
            }
        }
        return false;
    }
}
