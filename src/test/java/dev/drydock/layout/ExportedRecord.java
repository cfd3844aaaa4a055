package dev.drydock.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One record of a real export, as plainly read as can be, to have real values for codecs. */
public record ExportedRecord(int family, Document document, byte[] key, byte[] value) {

    /** All records of one file. */
    public static List<ExportedRecord> readAll(Path file) throws IOException, MalformedDataException {
        var reader = new ByteReader("export file", Files.readAllBytes(file));
        assertThat(reader.u8("magic")).isEqualTo(0x7B);
        assertThat(reader.u8("version")).isEqualTo(1);
        var records = new ArrayList<ExportedRecord>();
        var family = -1;
        var document = new Document(-1, 0, -1);
        while (reader.hasRemaining()) {
            var operation = reader.u8("operation");
            switch (operation) {
                case 0 -> family = reader.u8("family");
                case 1, 2 -> {
                    var key = reader.bytes(reader.u32("length"), "key");
                    var value = operation == 1 ? reader.bytes(reader.u32("length"), "value") : new byte[0];
                    records.add(new ExportedRecord(family, document, key, value));
                }
                case 3 -> document = new Document(reader.u32("account"), document.collection(), document.document());
                case 4 -> document = new Document(document.account(), reader.u8("collection"), document.document());
                case 5 -> document = new Document(document.account(), document.collection(), reader.u32("document"));
                default -> throw reader.malformed("an operation from 0 to 5, not " + operation);
            }
        }
        return records;
    }
}
