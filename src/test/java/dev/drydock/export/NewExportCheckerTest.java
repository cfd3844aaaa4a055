package dev.drydock.export;

import static dev.drydock.export.ExportFiles.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.export.ExportChecker.Contents;
import dev.drydock.export.Finding.Grade;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link ExportCheckerTest} shows of exports by v0.7.3, where those by v0.8.0 are others. */
class NewExportCheckerTest {

    private static final String SET_OF_5 = "00000012 3a300000 01000000 0000 0000 10000000 0500";
    private static final byte[] CONTENT = "body ".repeat(100).getBytes(StandardCharsets.UTF_8);
    private static final BlobHash HASH = BlobHash.ofContent(CONTENT);

    @TempDir
    Path directory;

    private Path scratch;
    private Path export;

    @BeforeEach
    void begin() throws IOException {
        scratch = Files.createDirectory(directory.resolve("scratch"));
        export = ExportFiles.blank(directory.resolve("export"), ExportFormat.V0_8_0);
        Files.setPosixFilePermissions(export, PosixFilePermissions.fromString("rwx------"));
        put(ExportFamily.CONFIG, "01 00000001 61 00000001 62");
        put(ExportFamily.DIRECTORY, "02 00000003 03 6161");
    }

    @Test
    void findsNothingWrongWithASmallExport() throws Exception {
        put(
                ExportFamily.FULL_TEXT_INDEX,
                "03 00000001 04 00 05 00000005 01 00000001 61 00000001 aa",
                "01 00000002 6161 00000001 aa",
                "05 00000006 01 00000001 61 00000001 aa");

        var report = check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.tally(ExportFamily.FULL_TEXT_INDEX).records()).isEqualTo(3);
        assertThat(report.tallies()).doesNotContainKey(ExportFamily.TERM_INDEX);
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void findsAnExportByTheOtherVersion() throws Exception {
        Files.move(export.resolve("fts_index"), export.resolve("term_index"));
        Files.write(export.resolve("acl"), hex("7b01 0002"));

        assertThat(texts(Grade.ERROR))
                .containsExactlyInAnyOrder(
                        "export directory in fts_index: is missing",
                        "export directory in term_index: does not belong to an export (a regular file); the importer"
                                + " would read any file",
                        "export file in acl at byte 0: expected version 2, an export by v0.8.0, found version 1, an"
                                + " export by v0.7.3; export again");
    }

    @ParameterizedTest
    @CsvSource({
        "FULL_TEXT_INDEX, 03 00000001 04 00 05 00000001 01 00000008 0102030405060708 00000001 aa",
        "FULL_TEXT_INDEX, 03 00000001 04 00 05 00000001 02 00000000",
        "PROPERTY, 03 00000001 04 01 05 00000001 01 00000001 54 00000007 00000000000000",
        "BLOB, 03 00000001 04 00 05 00000001 02 00000003 000000",
        "DIRECTORY, 01 00000003 040101 00000008 0000000000000001",
        "BITMAP, 03 00000001 04 00 01 00000003 030c01 00000008 3a30000000000000",
        "BITMAP, 03 00000001 04 00 01 0000000b 040c030102030405060708 00000008 3a30000000000000",
    })
    void findsKeysAndValuesOfAWrongShape(ExportFamily family, String operations) throws Exception {
        put(family, operations);

        assertThat(check().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.grade()).isEqualTo(Grade.ERROR);
            assertThat(finding.file()).isEqualTo(family.file().fileName());
            assertThat(finding.offset().orElseThrow()).isGreaterThanOrEqualTo(4);
            assertThat(finding.text()).startsWith("malformed ");
        });
    }

    @Test
    void findsRecordsThatComeTwice() throws Exception {
        put(
                ExportFamily.FULL_TEXT_INDEX,
                "03 00000001 04 00 05 00000005 01 00000001 61 00000001 aa",
                "05 00000005 01 00000001 61 00000001 bb");

        assertThat(texts(Grade.ERROR))
                .containsExactly("duplicate record in fts_index at byte 32: it stands in fts_index at byte 16 already");
    }

    @Test
    void findsContentsThatAreNotWhatTheirNameSays() throws Exception {
        var link = "03 00000001 04 03 05 00000009 02 00000020" + HASH;
        put(ExportFamily.BLOB, link, content("other".getBytes(StandardCharsets.UTF_8)));
        assertThat(texts(Grade.ERROR)).singleElement().asString().contains("is not what its name says (BLAKE3)");

        put(ExportFamily.BLOB, link, content(StoredBlob.compressed(CONTENT)));
        assertThat(texts(Grade.ERROR)).singleElement().asString().contains("is still compressed");
    }

    /** A queued message holds its content by its own id, as if that were a document. */
    @Test
    void takesALinkByIdForALink() throws Exception {
        put(ExportFamily.BLOB, "03 00000001 04 ff 05 00000009 02 00000020" + HASH, content(CONTENT));

        assertThat(check().findings()).isEmpty();
    }

    @Test
    void findsMessagesWithoutTheirRecords() throws Exception {
        put(ExportFamily.BITMAP, "03 00000001 04 00 01 00000001 00" + SET_OF_5);

        assertThat(texts(Grade.WARNING))
                .hasSize(3)
                .allSatisfy(text -> assertThat(text).contains("the first is message 5 of account 1"));
    }

    @Test
    void noticesAnEmptyBitmap() throws Exception {
        put(ExportFamily.BITMAP, "03 00000001 04 03 01 00000001 00 00000008 3a30000000000000");

        assertThat(texts(Grade.NOTICE)).containsExactly("bitmap in bitmap at byte 11: a bitmap without documents");
    }

    private void put(ExportFamily family, String... operations) throws IOException {
        ExportFiles.put(export, ExportFormat.V0_8_0, family, operations);
    }

    private static String content(byte[] content) {
        return "03 ffffffff 05 ffffffff 01 00000020" + HASH + String.format("%08x", content.length)
                + HexFormat.of().formatHex(content);
    }

    private ExportReport check() throws StoreException {
        return ExportChecker.check(export, ExportFormat.V0_8_0, Contents.INSIDE, scratch, Progress.NONE);
    }

    private List<String> texts(Grade grade) throws StoreException {
        return check().findings().stream()
                .filter(finding -> finding.grade() == grade)
                .map(Finding::toString)
                .toList();
    }
}
