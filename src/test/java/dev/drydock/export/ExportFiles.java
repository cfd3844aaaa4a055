package dev.drydock.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Lays exports by hand. */
final class ExportFiles {

    private ExportFiles() {}

    /** Bytes from hexadecimal digits, in which spaces and line ends do not count. */
    static byte[] hex(String... digits) {
        return HexFormat.of().parseHex(String.join("", digits).replaceAll("\\s", ""));
    }

    /** Writes the eleven files of v0.7.3, each with header and families only. */
    static Path blank(Path directory) {
        return blank(directory, ExportFormat.V0_7_3);
    }

    /** Writes the eleven files of a format, each with header and families only. */
    static Path blank(Path directory, ExportFormat format) {
        try {
            Files.createDirectories(directory);
            for (var file : format.files()) {
                Files.write(directory.resolve(file.fileName()), blankFile(format, file));
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] blankFile(ExportFormat format, ExportFile file) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0x7B, (byte) format.version()});
        for (var family : format.families(file)) {
            bytes.writeBytes(new byte[] {0, (byte) family.code()});
        }
        return bytes.toByteArray();
    }

    /** Writes one file of v0.7.3 after {@link #blank}: header, family and these operations. */
    static void put(Path directory, ExportFamily family, String... operations) throws IOException {
        put(directory, ExportFormat.V0_7_3, family, operations);
    }

    /** Writes one file of a format after {@link #blank}: header, family and these operations. */
    static void put(Path directory, ExportFormat format, ExportFamily family, String... operations) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0x7B, (byte) format.version(), 0, (byte) family.code()});
        bytes.writeBytes(hex(operations));
        for (var other : format.families(family.file())) {
            if (other != family) {
                bytes.writeBytes(new byte[] {0, (byte) other.code()});
            }
        }
        Files.write(directory.resolve(family.file().fileName()), bytes.toByteArray());
    }

    /** All entries of a file of v0.7.3. */
    static List<ExportEntry> entries(Path file) throws Exception {
        return entries(file, ExportFormat.V0_7_3);
    }

    /** All entries of a file. */
    static List<ExportEntry> entries(Path file, ExportFormat format) throws Exception {
        var entries = new ArrayList<ExportEntry>();
        try (var reader = ExportFileReader.open(file, format)) {
            for (var entry = reader.next(); entry != null; entry = reader.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
