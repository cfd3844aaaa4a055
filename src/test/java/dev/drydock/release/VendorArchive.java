package dev.drydock.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Archives as the vendor hands them out. */
public final class VendorArchive {

    private VendorArchive() {}

    /** One with this program in it. */
    public static byte[] of(Path program) throws IOException {
        return of("stalwart-mail", Files.readAllBytes(program));
    }

    /** One with a member of this name. */
    public static byte[] of(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            var member = new TarArchiveEntry(name, true);
            member.setSize(content.length);
            member.setMode(0100755);
            tar.putArchiveEntry(member);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
