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

    /** Writes the eleven files, each with header and families only. */
    static Path blank(Path directory) {
        try {
            Files.createDirectories(directory);
            for (var file : ExportFile.values()) {
                Files.write(directory.resolve(file.fileName()), blankFile(file));
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] blankFile(ExportFile file) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(hex("7b 01"));
        for (var family : ExportFamily.values()) {
            if (family.file() == file) {
                bytes.writeBytes(new byte[] {0, (byte) family.code()});
            }
        }
        return bytes.toByteArray();
    }

    /** Writes one file after {@link #blank}: header, family and these operations. */
    static void put(Path directory, ExportFamily family, String... operations) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(hex("7b 01 00", String.format("%02x", family.code())));
        bytes.writeBytes(hex(operations));
        if (family == ExportFamily.LOOKUP_VALUE) {
            bytes.writeBytes(hex("00 06"));
        } else if (family == ExportFamily.LOOKUP_COUNTER) {
            bytes.writeBytes(hex("00 05"));
        }
        Files.write(directory.resolve(family.file().fileName()), bytes.toByteArray());
    }

    /** All entries of a file. */
    static List<ExportEntry> entries(Path file) throws Exception {
        var entries = new ArrayList<ExportEntry>();
        try (var reader = ExportFileReader.open(file)) {
            for (var entry = reader.next(); entry != null; entry = reader.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
