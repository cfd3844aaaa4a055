package dev.drydock.export;

import static dev.drydock.export.ExportFiles.entries;
import static dev.drydock.export.ExportFiles.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFileReaderTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("property");
    }

    @Test
    void readsEveryOperation() throws Exception {
        write(
                "7b 01",
                "00 00",
                "03 00000102",
                "04 01",
                "05 00000007",
                "01 00000001 32 00000003 616263",
                "02 00000001 33");

        var entries = entries(file);

        assertThat(entries)
                .containsExactly(
                        new ExportEntry(ExportFamily.PROPERTY, 0x102, 1, 7, hex("32"), hex("616263"), 16),
                        new ExportEntry(ExportFamily.PROPERTY, 0x102, 1, 7, hex("33"), new byte[0], 29));
    }

    @Test
    void keepsWhatIsSetUntilItChanges() throws Exception {
        write(
                "7b 01",
                "00 09",
                "03 00000001",
                "04 02",
                "05 00000003",
                "02 00000001 aa",
                "03 ffffffff",
                "02 00000001 aa",
                "04 ff",
                "05 00000004",
                "02 00000001 aa",
                "00 02",
                "02 00000000");

        var entries = entries(file);

        assertThat(entries)
                .extracting(ExportEntry::family, ExportEntry::account, ExportEntry::collection, ExportEntry::document)
                .containsExactly(
                        tuple(ExportFamily.INDEX, 1, 2, 3),
                        tuple(ExportFamily.INDEX, -1, 2, 3),
                        tuple(ExportFamily.INDEX, -1, 255, 4),
                        tuple(ExportFamily.ACL, -1, 255, 4));
    }

    @Test
    void readsValuesLongerThanItsBuffer() throws Exception {
        var value = new byte[300_000];
        new Random(1).nextBytes(value);
        var out = new ByteArrayOutputStream();
        out.writeBytes(hex("7b 01 00 04"));
        for (var i = 0; i < 3; i++) {
            out.writeBytes(hex("01 00000001 6b 000493e0"));
            out.writeBytes(value);
        }
        Files.write(file, out.toByteArray());

        assertThat(entries(file))
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.value()).isEqualTo(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                  | 0  | the file is empty",
                "7b                                  | 0  | a version byte, but the file ends",
                "7a 01                               | 0  | the header byte 7B of an export, found 7A",
                "00 00                               | 0  | the header byte 7B of an export, found 00",
                "7b 00                               | 0  | found version 0",
                "7b 02 00 00                         | 0  | found version 2, an export by v0.8.0",
                "7b 03                               | 0  | found version 3",
                "7b 01 06                            | 2  | an operation 0 to 5, found 6",
                "7b 01 ff                            | 2  | an operation 0 to 5, found 255",
                "7b 01 00 0c                         | 2  | a family 0 to 11, found 12",
                "7b 01 00                            | 2  | a family, but the file ends",
                "7b 01 02 00000000                   | 2  | a family before the first key",
                "7b 01 00 04 00 ff                   | 4  | a family 0 to 11, found 255",
                "7b 01 00 00 02 00000001 32          | 4  | an account before the first key of family property",
                "7b 01 00 0b 03 00000001 02 00000000 | 9  | a collection before the first key of family change log",
                "7b 01 00 01 03 00000001 04 00 02 00000000 | 11 | a document before the first key of family term index",
                "7b 01 00 03 03 00000001 02 00000000 | 9  | a document before the first key of family blob",
                "7b 01 00 03 03 00000001 05 00000001 02 00000000 | 14 | a collection before the first key of family blob",
                "7b 01 00 04 03 000000               | 4  | an account id, but the file ends after 3 bytes",
                "7b 01 00 04 04                      | 4  | a collection, but the file ends after 0 bytes",
                "7b 01 00 04 05 00                   | 4  | a document id, but the file ends after 1 bytes",
                "7b 01 00 04 02 0000                 | 4  | the length of a key, but the file ends after 2 bytes",
                "7b 01 00 04 02 00000002 61          | 4  | a key of 2 bytes, but the file ends after 1",
                "7b 01 00 04 02 ffffffff 61          | 4  | a key of 4294967295 bytes, but the file ends after 1",
                "7b 01 00 04 01 00000001 61 80000000 | 4  | a value of 2147483648 bytes, but the file ends after 0",
                "7b 01 00 04 01 00000001 61 000000   | 4  | the length of a value, but the file ends after 3 bytes",
                "7b 01 00 04 01 00000001 61          | 4  | the length of a value, but the file ends after 0 bytes",
            })
    void namesPlaceExpectationAndNextStep(String hex, long offset, String expectation) throws IOException {
        write(hex);

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> entries(file))
                .satisfies(e -> {
                    assertThat(e.offset()).isEqualTo(offset);
                    assertThat(e.structure()).isEqualTo("export file");
                    assertThat(e).hasMessageContaining(file.toString());
                    assertThat(e).hasMessageContaining(expectation);
                    assertThat(e).hasMessageContaining("export again");
                });
    }

    @Test
    void readsNothingBeyondACutAndOnlyWholeEntriesBeforeIt() throws Exception {
        write(
                "7b 01",
                "00 00",
                "03 00000102",
                "04 01",
                "05 00000007",
                "01 00000001 32 00000003 616263",
                "02 00000001 33",
                "03 00000103",
                "05 00000001",
                "01 00000001 54 00000008 0000000000000005");
        var whole = Files.readAllBytes(file);
        var all = entries(file);
        var boundaries = new TreeSet<>(Set.of(2, 4, 9, 11, 16, 29, 35, 40, 45, whole.length));

        for (var length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            if (boundaries.contains(length)) {
                var end = length;
                assertThat(entries(file))
                        .isEqualTo(all.stream().filter(e -> e.offset() < end).toList());
            } else {
                assertThatThrownBy(() -> entries(file))
                        .as("cut after %d bytes", length)
                        .isInstanceOf(MalformedDataException.class);
            }
        }
    }

    /** The file is sparse, so the length is true, but no more memory is there than the tests run with. */
    @ParameterizedTest
    @ValueSource(longs = {0x7FFF_FF00L, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL})
    void refusesValuesThatDoNotFitInMemory(long length) throws IOException {
        write("7b 01 00 04 01 00000001 61", String.format("%08x", length));
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(sparse.length() + length);
        }

        assertThatThrownBy(() -> entries(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a value of " + length + " bytes at byte 4")
                .hasMessageContaining("-Xmx");
    }

    @Test
    @Timeout(20)
    void refusesAFifoWithoutWaitingForIt() throws Exception {
        var fifo = new ProcessBuilder("mkfifo", file.toString()).start();
        assertThat(fifo.waitFor()).isZero();

        assertThatThrownBy(() -> ExportFileReader.open(file, ExportFormat.V0_7_3))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a FIFO, socket or device, not a regular file");
    }

    @Test
    void refusesALink() throws Exception {
        var elsewhere = directory.resolve("elsewhere");
        Files.write(elsewhere, hex("7b 01 00 00"));
        Files.createSymbolicLink(file, elsewhere);

        assertThatThrownBy(() -> ExportFileReader.open(file, ExportFormat.V0_7_3))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a symbolic link");
    }

    @Test
    void refusesADirectoryAndAMissingFile() throws Exception {
        assertThatThrownBy(() -> ExportFileReader.open(file, ExportFormat.V0_7_3))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no such file");
        Files.createDirectory(file);
        assertThatThrownBy(() -> ExportFileReader.open(file, ExportFormat.V0_7_3))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a directory");
    }

    @Test
    void noticesAFileThatGrows() throws Exception {
        write("7b 01 00 04 02 00000001 61 02 00000001 62");
        try (var reader = ExportFileReader.open(file, ExportFormat.V0_7_3)) {
            reader.next();
            Files.write(file, hex("02 00000001 63"), StandardOpenOption.APPEND);
            reader.next();

            assertThatThrownBy(reader::next)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("changed while it was read");
        }
    }

    @Test
    void noticesAFileThatIsCutMeanwhile() throws Exception {
        var long1 = "01 00000001 61 00020000" + "00".repeat(0x20000);
        write("7b 01 00 04", long1, long1);
        try (var reader = ExportFileReader.open(file, ExportFormat.V0_7_3)) {
            reader.next();
            try (var open = new RandomAccessFile(file.toFile(), "rw")) {
                open.setLength(0x20000 + 100);
            }

            assertThatThrownBy(reader::next)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("changed while it was read");
        }
    }

    @Test
    void noticesAFileThatIsWrittenInPlaceOrReplaced() throws Exception {
        write("7b 01 00 04 02 00000001 61");
        try (var reader = ExportFileReader.open(file, ExportFormat.V0_7_3)) {
            reader.next();
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
            assertThatThrownBy(reader::next).isInstanceOf(StoreException.class);
        }
        try (var reader = ExportFileReader.open(file, ExportFormat.V0_7_3)) {
            reader.next();
            var other = directory.resolve("other");
            Files.copy(file, other, StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(reader::next).isInstanceOf(StoreException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "property | 7b01           | No store configured",
                "log      | 7b01 0000      | family change log before the end",
                "lookup   | 7b01 0005      | family lookup counter before the end",
            })
    void refusesAFileThatDoesNotNameItsFamilies(String kind, String hex, String expectation) throws Exception {
        write(hex);
        try (var reader = ExportFileReader.open(file, ExportFormat.V0_7_3)) {
            assertThat(reader.next()).isNull();

            assertThatThrownBy(() -> reader.requireFamiliesOf(
                            ExportFormat.V0_7_3.file(kind).orElseThrow()))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining(expectation);
        }
    }

    private void write(String... hex) throws IOException {
        Files.write(file, hex(hex));
    }
}
