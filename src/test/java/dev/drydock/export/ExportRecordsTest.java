package dev.drydock.export;

import static dev.drydock.export.ExportFiles.hex;
import static dev.drydock.export.ExportFiles.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.v073.Family;
import dev.drydock.translate.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExportRecordsTest {

    private static final String ONE = "03 00000001 04 01 05 00000109";
    private static final String SET_OF_5 = "00000012 3a300000 01000000 0000 0000 10000000 0500";
    private static final String HASH = "c0ffee00".repeat(8);

    @TempDir
    Path directory;

    private Path export;

    @BeforeEach
    void layBlankExport() {
        export = ExportFiles.blank(directory.resolve("export"));
    }

    static Iterable<Fixture> fixtures() {
        return Fixture.available();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void readsARealExportToItsLastByteAsOftenAsWanted(Fixture fixture) throws Exception {
        var counts = new EnumMap<Family, Long>(Family.class);
        var last = new long[2];
        try (var records = ExportRecords.open(fixture.unpackExport(directory))) {
            for (var i = 0; i < 2; i++) {
                records.read(r -> counts.merge(r.family(), 1L, Long::sum), (activity, done, total, unit) -> {
                    last[0] = done;
                    last[1] = total.orElseThrow();
                });
            }
            assertThat(records.isExport()).isTrue();
            assertThat(records.name()).startsWith("export:/");
        }
        assertThat(last[0]).isEqualTo(last[1]).isPositive();
        assertThat(counts).containsEntry(Family.SETTING, 2 * 7889L).containsEntry(Family.MAILBOX_UID_NEXT, 2 * 15L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROPERTY | 01 00000001 32 00000002 aabb | PROPERTY 0000000001013200000109 aabb",
                "PROPERTY | 01 00000001 54 00000008 fffffffffffffffe | MAILBOX_UID_NEXT 0000000001015400000109 -2 true",
                "PROPERTY | 04 00 01 00000001 54 00000001 fe | PROPERTY 0000000001005400000109 fe",
                "TERM_INDEX | 02 00000002 aabb | TERM_INDEX 0100000001018902 aabb",
                "ACL | 01 00000004 00000007 00000001 03 | ACL 0200000007000000010100000109 03",
                "CONFIG | 01 00000001 61 00000001 62 | SETTING 0861 62",
                "CONFIG | 02 00000001 61 | SETTING 0861 ''",
                "LOOKUP_VALUE | 01 00000001 61 00000001 62 | LOOKUP_VALUE 0461 62",
                "LOOKUP_COUNTER | 01 00000001 61 00000008 0000000000000003 | LOOKUP_COUNTER 0961 3 true",
                "DIRECTORY | 01 00000002 0061 00000002 0100 | DIRECTORY 1461 0100",
                "DIRECTORY | 01 00000002 0161 00000002 0100 | DIRECTORY 1561 0100",
                "DIRECTORY | 01 00000003 028001 00000001 aa | DIRECTORY 168001 aa",
                "DIRECTORY | 02 00000002 0361 | DIRECTORY 1761 ''",
                "DIRECTORY | 01 00000003 048001 00000008 0000000000000003 | USED_QUOTA 188001 3 true",
                "DIRECTORY | 02 00000009 050000000100000002 | DIRECTORY 190000000100000002 ''",
                "DIRECTORY | 02 00000009 060000000100000002 | DIRECTORY 1a0000000100000002 ''",
                "QUEUE | 01 00000009 000000000000000005 00000001 aa | QUEUE_MESSAGE 320000000000000005 aa",
                "QUEUE | 01 00000011 0100000000000000060000000000000005 00000001 aa"
                        + " | QUEUE_EVENT 3300000000000000060000000000000005 aa",
                "INDEX | 02 00000003 16c0ff | INDEX 000000010116c0ff00000109 ''",
                "INDEX | 02 00000001 16 | INDEX 00000001011600000109 ''",
                "LOG | 01 00000008 0000000000000007 00000001 aa | LOG 00000001010000000000000007 aa",
                "BITMAP | 01 00000001 00" + SET_OF_5 + " | DocumentIds[account=1, collection=1] {5}",
                "BITMAP | 01 00000006 010c0000012c" + SET_OF_5
                        + " | TagId[account=1, collection=1, field=12, id=300] {5}",
                "BITMAP | 01 00000004 020c6869" + SET_OF_5
                        + " | TagText[account=1, collection=1, field=12, text=hi] {5}",
                "BITMAP | 01 00000003 030cc8" + SET_OF_5
                        + " | TagStatic[account=1, collection=1, field=12, id=200] {5}",
            })
    void givesRecordsTheKeysOfAStore(ExportFamily family, String operations, String record) throws Exception {
        put(export, family, ONE, operations);

        assertThat(records(export)).extracting(ExportSinkTest::content).containsExactly(record.replace("''", ""));
    }

    @Test
    void givesTextTokensTheirLengthAndHash() throws Exception {
        put(export, ExportFamily.BITMAP, ONE, "01 0000000b 040c7f0102030405060708" + SET_OF_5);

        assertThat(records(export))
                .singleElement()
                .satisfies(record -> assertThat(
                                ((SourceRecord.Bitmap) record).key().encode())
                        .isEqualTo(hex("00000001 01 ff 0c 0102030405060708")));
    }

    @Test
    void givesLinksThenAMarkerAndContentForEachBlob() throws Exception {
        put(
                export,
                ExportFamily.BLOB,
                ONE,
                "02 00000020" + HASH,
                "03 ffffffff 05 ffffffff",
                "01 00000020" + HASH + "00000001 aa",
                "02 00000020" + HASH);

        var records = records(export);

        var hash = BlobHash.of(hex(HASH));
        assertThat(records).hasSize(5);
        assertThat(records.get(0).toString()).contains("mailbox 265 of account 1");
        assertThat(records.get(1)).isEqualTo(new SourceRecord.BlobCommit(hash, true));
        assertThat(((SourceRecord.BlobContent) records.get(2)).stored()).isEqualTo(hex("aa"));
        assertThat(records.get(3)).isEqualTo(new SourceRecord.BlobCommit(hash, true));
        assertThat(((SourceRecord.BlobContent) records.get(4)).stored()).isEmpty();
    }

    /** As the importer has it: all bits in either number make it a content. */
    @Test
    void takesAnEntryWithoutAccountOrDocumentForAContent() throws Exception {
        put(export, ExportFamily.BLOB, "03 00000001 04 00 05 ffffffff 01 00000020" + HASH + "00000001 aa");

        assertThat(records(export)).hasAtLeastOneElementOfType(SourceRecord.BlobContent.class);
    }

    @Test
    void namesThePlaceOfAKeyOfAWrongShape() throws Exception {
        put(export, ExportFamily.LOG, ONE, "02 00000007 00000000000000");

        assertThatThrownBy(() -> records(export))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(export.resolve("log")
                        + ", operation at byte 16: malformed change log key at byte 0: expected change id (8 bytes), but"
                        + " 7 are left; export again");
    }

    @Test
    void namesThePlaceOfWhatItsReaderRefuses() throws Exception {
        put(export, ExportFamily.CONFIG, "02 00000001 61");
        try (var records = ExportRecords.open(export)) {
            assertThatThrownBy(() -> records.read(
                            record -> {
                                throw new MalformedDataException("setting", 3, "something else");
                            },
                            Progress.NONE))
                    .hasMessageContaining(
                            export.resolve("config") + ", operation at byte 4: malformed setting at byte 3");
        }
    }

    @Test
    void refusesAFamilyInTheWrongFile() throws Exception {
        Files.write(export.resolve("queue"), hex("7b01 0008 0004 02 00000001 61"));

        assertThatThrownBy(() -> records(export))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(export.resolve("queue").toString())
                .hasMessageContaining("records of queue, found family setting");
    }

    @ParameterizedTest
    @EnumSource(value = ExportFile.class, mode = EnumSource.Mode.EXCLUDE, names = "FULL_TEXT_INDEX")
    void refusesFilesWithoutOperations(ExportFile file) throws Exception {
        for (var size : new int[] {0, 1, 2, 3}) {
            var bytes = ExportFiles.blankFile(ExportFormat.V0_7_3, file);
            Files.write(export.resolve(file.fileName()), Arrays.copyOf(bytes, size));
            assertThatThrownBy(() -> records(export))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining(export.resolve(file.fileName()).toString());
        }
    }

    @Test
    void refusesADirectoryThatIsNoExportAndNamesWhy() throws IOException {
        Files.delete(export.resolve("acl"));
        Files.write(export.resolve("blob~"), hex("7b01"));

        assertThatThrownBy(() -> ExportRecords.open(export))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("acl is missing")
                .hasMessageContaining("blob~ does not belong to an export");
        assertThatThrownBy(() -> ExportRecords.open(export.resolve("log"))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> ExportRecords.open(export.resolve("nowhere"))).isInstanceOf(StoreException.class);
    }

    @Test
    void namesAFewOfManyStrangeFiles() throws IOException {
        for (var i = 0; i < 50; i++) {
            Files.createFile(export.resolve("mail" + i));
        }
        assertThatThrownBy(() -> ExportRecords.open(export)).hasMessageContaining("30 more entries do not belong");
    }

    static List<SourceRecord> records(Path export) throws Exception {
        var all = new ArrayList<SourceRecord>();
        try (var records = ExportRecords.open(export)) {
            records.read(all::add, Progress.NONE);
        }
        return all;
    }
}
