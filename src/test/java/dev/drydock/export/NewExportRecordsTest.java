package dev.drydock.export;

import static dev.drydock.export.ExportFiles.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.translate.TargetRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NewExportRecordsTest {

    private static final String ONE = "03 00000001 04 01 05 00000109";
    private static final String SET_OF_5 = "00000012 3a300000 01000000 0000 0000 10000000 0500";
    private static final String HASH = "c0ffee00".repeat(8);

    @TempDir
    Path directory;

    private Path export;

    @BeforeEach
    void layBlankExport() {
        export = ExportFiles.blank(directory.resolve("export"), ExportFormat.V0_8_0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROPERTY | 01 00000001 32 00000002 aabb | p 00000001013200000109 aabb",
                "PROPERTY | 01 00000001 54 00000008 fffffffffffffffe | n 00000001015400000109 -2",
                "PROPERTY | 04 00 01 00000001 54 00000001 fe | p 00000001005400000109 fe",
                "FULL_TEXT_INDEX | 01 00000003 616263 00000001 aa | g 000000016162630100000109 aa",
                "FULL_TEXT_INDEX | 01 00000009 010203040506070809 00000001 aa"
                        + " | g 000000010102030405060708090100000109 aa",
                "ACL | 01 00000004 00000007 00000001 03 | a 00000007000000010100000109 03",
                "CONFIG | 01 00000001 61 00000001 62 | s 61 62",
                "CONFIG | 02 00000001 61 | s 61 ''",
                "LOOKUP_VALUE | 01 00000001 61 00000001 62 | m 61 62",
                "LOOKUP_COUNTER | 01 00000001 61 00000008 0000000000000003 | n 61 3",
                "DIRECTORY | 01 00000002 0061 00000002 0100 | d 0061 0100",
                "DIRECTORY | 01 00000003 028001 00000001 aa | d 028001 aa",
                "DIRECTORY | 02 00000002 0361 | d 0361 ''",
                "DIRECTORY | 01 00000003 048001 00000008 0000000000000003 | u 048001 3",
                "DIRECTORY | 02 00000009 050000000100000002 | d 050000000100000002 ''",
                "QUEUE | 01 00000009 000000000000000005 00000001 aa | e 0000000000000005 aa",
                "QUEUE | 01 00000011 0100000000000000060000000000000005 00000001 aa"
                        + " | q 00000000000000060000000000000005 aa",
                "INDEX | 02 00000003 16c0ff | i 000000010116c0ff00000109 ''",
                "INDEX | 02 00000001 16 | i 00000001011600000109 ''",
                "LOG | 01 00000008 0000000000000007 00000001 aa | l 00000001010000000000000007 aa",
                "BITMAP | 01 00000001 00" + SET_OF_5 + " | b 0000000101 {5}",
                "BITMAP | 01 00000006 010c0000012c" + SET_OF_5 + " | c 00000001010cac02 {5}",
                "BITMAP | 01 00000004 020c6869" + SET_OF_5 + " | c 00000001018c6869 {5}",
                "BITMAP | 01 0000000b 040c026869000000000000" + SET_OF_5 + " | v 000000016869010c {5}",
                "BITMAP | 01 0000000b 048c080102030405060708" + SET_OF_5 + " | v 00000001010203040506070808018c {5}",
            })
    void givesRecordsTheKeysOfAStore(ExportFamily family, String operations, String record) throws Exception {
        put(family, ONE, operations);

        assertThat(records()).containsExactly(record.replace("''", ""));
    }

    @Test
    void givesLinksThenAMarkerAndContentForEachBlob() throws Exception {
        put(
                ExportFamily.BLOB,
                ONE,
                "02 00000020" + HASH,
                "04 ff 02 00000020" + HASH,
                "03 ffffffff 05 ffffffff",
                "01 00000020" + HASH + "00000001 aa");

        assertThat(records())
                .containsExactly(
                        "k " + HASH + "000000010100000109 ",
                        "k " + HASH + "00000001ff00000109 ",
                        "k " + HASH + "ffffffff00ffffffff ",
                        "t " + HASH + " aa");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROPERTY | 02 00000002 3233 | property key at byte 1: expected the end",
                "FULL_TEXT_INDEX | 02 00000000 | full-text index key at byte 4: expected a word of 1 to 7 bytes",
                "FULL_TEXT_INDEX | 02 00000008 0102030405060708 | full-text index key at byte 4: expected a word of 1 to 7",
                "FULL_TEXT_INDEX | 02 00000009 010203040506070807 | full-text index key at byte 4: expected a word of 1 to",
                "FULL_TEXT_INDEX | 02 0000000a 01020304050607080909 | full-text index key at byte 4: expected a word of 1",
                "ACL | 02 00000003 000000 | ACL key at byte 0: expected grantee (4 bytes)",
                "BLOB | 02 00000003 000000 | blob hash",
                "LOOKUP_COUNTER | 01 00000001 61 00000001 62 | lookup counter value at byte 1: expected a length of 8",
                "DIRECTORY | 02 00000002 0701 | directory key at byte 0: expected a class of the directory, not 7",
                "QUEUE | 02 00000009 02 0000000000000001 | queue key at byte 0: expected kind 0 or 1, not 2",
                "INDEX | 02 00000000 | index key at byte 0: expected field (1 bytes)",
                "BITMAP | 01 00000003 030c01" + SET_OF_5 + " | bitmap key at byte 0: expected kind 0, 1, 2 or 4, not 3",
                "BITMAP | 01 00000006 018c00000001" + SET_OF_5 + " | bitmap key at byte 1: expected the field of a tag",
                "BITMAP | 01 00000003 028c61" + SET_OF_5 + " | bitmap key at byte 1: expected the field of a tag",
                "BITMAP | 01 0000000b 040c000000000000000000" + SET_OF_5
                        + " | bitmap key at byte 2: expected a token of at least one byte",
                "BITMAP | 01 0000000b 040c026869000000000001" + SET_OF_5
                        + " | bitmap key at byte 10: expected zeros after a token of 2 bytes",
                "BITMAP | 01 0000000b 040c800102030405060708" + SET_OF_5
                        + " | bitmap key at byte 2: expected a token length of at most 127, not 128",
                "LOG | 02 00000007 00000000000000 | change log key at byte 0: expected change id (8 bytes)",
            })
    void namesThePlaceOfAKeyOfAWrongShape(ExportFamily family, String operations, String expectation) throws Exception {
        put(family, ONE, operations);

        assertThatThrownBy(this::records)
                .isInstanceOf(MalformedDataException.class)
                .hasMessageStartingWith(
                        export.resolve(family.file().fileName()) + ", operation at byte 16: malformed " + expectation)
                .hasMessageEndingWith("export again");
    }

    @Test
    void refusesAnExportByTheOtherVersion() throws Exception {
        var old = ExportFiles.blank(directory.resolve("old"));
        assertThatThrownBy(() -> NewExportRecords.open(old))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("fts_index is missing")
                .hasMessageContaining("term_index does not belong to an export");

        Files.write(export.resolve("acl"), hex("7b01 0002"));
        assertThatThrownBy(this::records)
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(export.resolve("acl").toString())
                .hasMessageContaining(
                        "version 2, an export by v0.8.0, found version 1, an export by v0.7.3; export again");
    }

    @Test
    void refusesAFamilyInTheWrongFile() throws Exception {
        Files.write(export.resolve("queue"), hex("7b02 0008 0004 02 00000001 61"));

        assertThatThrownBy(this::records)
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(export.resolve("queue").toString())
                .hasMessageContaining("at byte 6: expected records of queue, found family setting");
    }

    static List<ExportFile> files() {
        return ExportFormat.V0_8_0.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void refusesFilesWithoutOperations(ExportFile file) throws Exception {
        for (var size : new int[] {0, 1, 2, 3}) {
            var bytes = ExportFiles.blankFile(ExportFormat.V0_8_0, file);
            Files.write(export.resolve(file.fileName()), Arrays.copyOf(bytes, size));
            assertThatThrownBy(this::records)
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining(export.resolve(file.fileName()).toString());
        }
    }

    @Test
    void leavesNoStoreOfAnExportThatIsDamagedOrHasARecordTwice() throws Exception {
        for (var operations : List.of("02 00000001 61 02 00000001", "02 00000001 61 02 00000001 61")) {
            put(ExportFamily.CONFIG, operations);
            var store = directory.resolve("stores").resolve("new");
            Files.createDirectories(store.getParent());

            try (var sink = new RocksDbStoreDriver().at(store).createTarget()) {
                assertThatThrownBy(() -> NewExportRecords.open(export).layOut(sink, Progress.NONE))
                        .isInstanceOfAny(MalformedDataException.class, StoreException.class);
            }

            assertThat(store.getParent()).isEmptyDirectory();
        }
    }

    private void put(ExportFamily family, String... operations) throws IOException {
        ExportFiles.put(export, ExportFormat.V0_8_0, family, operations);
    }

    /** Letter, key in hexadecimal and value; of sets of documents the key without their ids. */
    private List<String> records() throws StoreException, MalformedDataException {
        var all = new ArrayList<String>();
        NewExportRecords.open(export).read(record -> all.add(text(record)), Progress.NONE);
        return all;
    }

    private static String text(TargetRecord record) {
        if (record instanceof TargetRecord.Count count) {
            return count.letter().letter() + " " + HexFormat.of().formatHex(count.key()) + " " + count.value();
        }
        if (record instanceof TargetRecord.Documents set) {
            return set.letter().letter() + " " + HexFormat.of().formatHex(set.prefix()) + " " + set.documents();
        }
        var value = (TargetRecord.Value) record;
        return value.letter().letter() + " " + HexFormat.of().formatHex(value.key()) + " "
                + HexFormat.of().formatHex(value.value());
    }
}
