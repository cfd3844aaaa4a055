package dev.drydock.export;

import static dev.drydock.export.ExportFiles.hex;
import static dev.drydock.export.ExportFiles.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.export.Finding.Grade;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExportCheckerTest {

    /** Value of a bitmap of document 5 alone. */
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
        export = ExportFiles.blank(directory.resolve("export"));
        close(export);
        put(export, ExportFamily.CONFIG, "01 00000001 61 00000001 62");
        put(export, ExportFamily.DIRECTORY, "02 00000003 03 6161");
    }

    static Iterable<Fixture> fixtures() {
        return Fixture.available();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void findsARealExportSound(Fixture fixture) throws Exception {
        var real = fixture.unpackExport(directory);
        close(real);
        var seen = new ArrayList<Long>();

        var report = ExportChecker.check(real, scratch, (activity, done, total, unit) -> {
            assertThat(unit).isEqualTo(Progress.Unit.BYTES);
            assertThat(done).isLessThanOrEqualTo(total.orElseThrow());
            seen.add(done);
        });

        assertThat(report.findings())
                .filteredOn(finding -> finding.grade() != Grade.NOTICE)
                .isEmpty();
        assertThat(report.isSound()).isTrue();
        assertThat(report.tally(ExportFamily.CONFIG).records()).isEqualTo(7889);
        assertThat(report.records())
                .isEqualTo(report.tallies().values().stream()
                        .mapToLong(ExportReport.Tally::records)
                        .sum())
                .isEqualTo(seen.size());
        assertThat(seen).isSorted();
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void findsNothingWrongWithASmallExport() throws Exception {
        assertThat(check().findings()).isEmpty();
    }

    @Test
    void findsFilesMissingAndTooMany() throws Exception {
        Files.delete(export.resolve("log"));
        Files.write(export.resolve("blob.old"), hex("7b01"));
        Files.createDirectory(export.resolve("lost+found"));

        assertThat(texts(Grade.ERROR))
                .containsExactlyInAnyOrder(
                        "export directory in log: is missing",
                        "export directory in blob.old: does not belong to an export (a regular file); the importer"
                                + " would read any file",
                        "export directory in lost+found: does not belong to an export (a directory); the importer would"
                                + " read any file");
    }

    @Test
    @Timeout(20)
    void findsFifosAndLinksWithoutReadingThem() throws Exception {
        Files.delete(export.resolve("log"));
        Files.delete(export.resolve("acl"));
        assertThat(new ProcessBuilder("mkfifo", export.resolve("log").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.createSymbolicLink(export.resolve("acl"), export.resolve("queue"));

        assertThat(texts(Grade.ERROR))
                .containsExactlyInAnyOrder(
                        "export directory in log: is a FIFO, socket or device, not a regular file",
                        "export directory in acl: is a symbolic link, not a regular file");
    }

    @Test
    void goesOnAfterABrokenFile() throws Exception {
        Files.write(export.resolve("property"), new byte[0]);
        Files.write(export.resolve("acl"), hex("7b01"));
        Files.write(export.resolve("index"), hex("7b01 0009 06"));
        Files.write(export.resolve("lookup"), hex("7b01 0005"));

        var errors = texts(Grade.ERROR);

        assertThat(errors).hasSize(4);
        assertThat(errors.get(0))
                .startsWith("export file in property at byte 0: ")
                .contains("the file is empty");
        assertThat(errors.get(1)).startsWith("export file in acl at byte 2: ").contains("No store configured");
        assertThat(errors.get(2))
                .startsWith("export file in lookup at byte 4: ")
                .contains("the file is cut");
        assertThat(errors.get(3))
                .startsWith("export file in index at byte 4: ")
                .contains("an operation 0 to 5, found 6");
    }

    @Test
    void findsRecordsInTheWrongFile() throws Exception {
        Files.write(export.resolve("queue"), hex("7b01 0008 0004 01 00000001 63 00000001 64"));

        assertThat(texts(Grade.ERROR)).containsExactly("setting in queue at byte 6: belongs in file config");
    }

    @ParameterizedTest
    @CsvSource({
        "PROPERTY, 03 00000001 04 00 05 00000001 02 00000002 3233",
        "PROPERTY, 03 00000001 04 00 05 00000001 02 00000000",
        "PROPERTY, 03 00000001 04 01 05 00000001 01 00000001 54 00000007 00000000000000",
        "TERM_INDEX, 03 00000001 04 00 05 00000001 01 00000001 54 00000001 00",
        "ACL, 03 00000001 04 00 05 00000001 01 00000003 000000 00000001 00",
        "BLOB, 03 00000001 04 00 05 00000001 02 00000003 000000",
        "BLOB, 03 ffffffff 04 00 05 ffffffff 02 00000003 000000",
        "LOOKUP_COUNTER, 01 00000001 61 00000001 62",
        "DIRECTORY, 02 00000000",
        "DIRECTORY, 02 00000001 02",
        "DIRECTORY, 02 00000002 0280",
        "DIRECTORY, 02 00000004 02800101",
        "DIRECTORY, 02 00000005 0500000001",
        "DIRECTORY, 02 00000002 0701",
        "DIRECTORY, 01 00000002 0401 00000004 00000001",
        "DIRECTORY, 01 00000003 040101 00000008 0000000000000001",
        "QUEUE, 02 00000000",
        "QUEUE, 02 00000009 02 0000000000000001",
        "QUEUE, 02 00000009 01 0000000000000001",
        "QUEUE, 02 0000000a 00 0000000000000001 00",
        "INDEX, 03 00000001 04 00 05 00000001 02 00000000",
        "INDEX, 03 00000001 04 00 05 00000001 01 00000001 00 00000001 00",
        "BITMAP, 03 00000001 04 00 02 00000001 00",
        "BITMAP, 03 00000001 04 00 01 00000001 00 00000004 00000000",
        "BITMAP, 03 00000001 04 00 01 00000002 0000 00000008 3a30000000000000",
        "BITMAP, 03 00000001 04 00 01 00000005 010c000000 00000008 3a30000000000000",
        "BITMAP, 03 00000001 04 00 01 00000001 02 00000008 3a30000000000000",
        "BITMAP, 03 00000001 04 00 01 00000002 030c 00000008 3a30000000000000",
        "BITMAP, 03 00000001 04 00 01 0000000a 040c0401020304050607 00000008 3a30000000000000",
        "BITMAP, 03 00000001 04 00 01 0000000b 040c800102030405060708 00000008 3a30000000000000",
        "BITMAP, 03 00000001 04 00 01 00000001 05 00000008 3a30000000000000",
        "LOG, 03 00000001 04 00 02 00000007 00000000000000",
        "LOG, 03 00000001 04 00 02 00000009 000000000000000000",
    })
    void findsKeysAndValuesOfAWrongShape(ExportFamily family, String operations) throws Exception {
        put(export, family, operations);

        assertThat(check().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.grade()).isEqualTo(Grade.ERROR);
            assertThat(finding.file()).isEqualTo(family.file().fileName());
            assertThat(finding.offset().orElseThrow()).isGreaterThanOrEqualTo(4);
            assertThat(finding.text()).startsWith("malformed ");
        });
        assertThatThrownBy(() -> ExportRecordsTest.records(export))
                .hasMessageContaining(export.resolve(family.file().fileName()).toString())
                .hasMessageContaining("operation at byte")
                .hasMessageContaining("export again");
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIG, 01 00000001 61 00000001 62, 01 00000001 61 00000001 63",
        "LOOKUP_VALUE, 02 00000001 61, 02 00000001 61",
        "LOOKUP_COUNTER, 01 00000001 61 00000008 0000000000000001, 01 00000001 61 00000008 0000000000000002",
        "DIRECTORY, 02 00000002 0061, 02 00000002 0061",
        "QUEUE, 02 00000009 00 0000000000000001, 02 00000009 00 0000000000000001",
        "ACL, 03 00000001 04 07 05 00000001 02 00000004 00000001, 02 00000004 00000001",
        "PROPERTY, 03 00000001 04 03 05 00000001 02 00000001 32, 02 00000001 32",
        "TERM_INDEX, 03 00000001 04 03 05 00000001 02 00000001 32, 02 00000001 33",
        "INDEX, 03 00000001 04 03 05 00000001 02 00000001 32, 05 00000001 02 00000001 32",
        "LOG, 03 00000001 04 03 02 00000008 0000000000000001, 04 03 02 00000008 0000000000000001",
    })
    void findsRecordsThatComeTwice(ExportFamily family, String first, String second) throws Exception {
        put(export, family, first, second);

        assertThat(check().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.grade()).isEqualTo(Grade.ERROR);
            assertThat(finding.structure()).isEqualTo("duplicate record");
            assertThat(finding.file()).isEqualTo(family.file().fileName());
        });
    }

    @Test
    void findsBitmapsAndBlobsThatComeTwice() throws Exception {
        put(export, ExportFamily.BITMAP, "03 00000001 04 03", "01 00000001 00" + SET_OF_5, "01 00000001 00" + SET_OF_5);
        var link = "03 00000001 04 03 05 00000009 02 00000020" + HASH;
        put(export, ExportFamily.BLOB, link, link, content(HASH, CONTENT), content(HASH, CONTENT));

        assertThat(texts(Grade.ERROR))
                .hasSize(3)
                .allSatisfy(text ->
                        assertThat(text).startsWith("duplicate record in ").contains("already"));
    }

    @Test
    void takesTheSameKeyElsewhereForNoDuplicate() throws Exception {
        put(
                export,
                ExportFamily.PROPERTY,
                "03 00000001 04 03 05 00000001 02 00000001 32",
                "05 00000002 02 00000001 32",
                "04 04 02 00000001 32",
                "03 00000002 02 00000001 32",
                "02 00000001 33");
        put(export, ExportFamily.LOOKUP_VALUE, "02 00000001 61 00 06 01 00000001 61 00000008 0000000000000001");

        assertThat(check().findings()).isEmpty();
    }

    @Test
    void findsDuplicatesOfLongKeys() throws Exception {
        var key = "01 00000200" + "61".repeat(512) + "00000001 62";
        put(export, ExportFamily.CONFIG, key, key);

        assertThat(check().errors()).isEqualTo(1);
    }

    @Test
    void findsContentsThatAreNotWhatTheirNameSays() throws Exception {
        var link = "03 00000001 04 03 05 00000009 02 00000020" + HASH;
        put(export, ExportFamily.BLOB, link, content(HASH, "other".getBytes(StandardCharsets.UTF_8)));
        assertThat(texts(Grade.ERROR))
                .singleElement()
                .asString()
                .contains(HASH + " is not what its name says (BLAKE3)");

        put(export, ExportFamily.BLOB, link, content(HASH, StoredBlob.compressed(CONTENT)));
        assertThat(texts(Grade.ERROR)).singleElement().asString().contains(HASH + " is still compressed");
    }

    @Test
    void findsLinksWithoutContentAndContentsWithoutLink() throws Exception {
        var other = BlobHash.ofContent(new byte[0]);
        put(
                export,
                ExportFamily.BLOB,
                "03 00000001 04 03 05 00000009 02 00000020" + other,
                "05 0000000a 02 00000020" + other,
                content(HASH, CONTENT));

        assertThat(texts(Grade.WARNING))
                .singleElement()
                .asString()
                .contains(other + " has no content, but 2 links (identity 9 of account 1)");
        assertThat(texts(Grade.NOTICE)).singleElement().asString().contains(HASH + " is held by no document");
    }

    @Test
    void findsMessagesAndMailboxesWithoutTheirRecords() throws Exception {
        put(
                export,
                ExportFamily.BITMAP,
                "03 00000001 04 00 01 00000001 00" + SET_OF_5,
                "04 01 01 00000001 00" + SET_OF_5);

        assertThat(texts(Grade.WARNING))
                .containsExactlyInAnyOrder(
                        "documents in property: 1 of 1 documents have no properties, the first is message 5 of account 1: the"
                                + " file is cut, or they were lost in the store before",
                        "documents in property: 1 of 1 documents have no properties, the first is mailbox 5 of account 1: the"
                                + " file is cut, or they were lost in the store before",
                        "documents in index: 1 of 1 documents have no index entries, the first is message 5 of account 1: the"
                                + " file is cut, or they were lost in the store before",
                        "documents in blob: 1 of 1 documents have no links to their content, the first is message 5 of"
                                + " account 1: the file is cut, or they were lost in the store before");
    }

    @Test
    void findsRecordsOfDocumentsThatAreNotThere() throws Exception {
        put(export, ExportFamily.BITMAP, "03 00000001 04 01 01 00000001 00" + SET_OF_5);
        put(
                export,
                ExportFamily.PROPERTY,
                "03 00000001 04 01 05 00000004 02 00000001 32 02 00000001 33",
                "05 00000005 02 00000001 32",
                "05 00000006 02 00000001 32");

        assertThat(texts(Grade.WARNING))
                .containsExactly(
                        "documents in bitmap: 2 documents have properties but no document id, the first is mailbox"
                                + " 4 of account 1: the file is cut, or they are left over from deleted ones");
    }

    /** Half of a file, cut between two operations, shows in the documents that lack their records. */
    @ParameterizedTest
    @CsvSource({"PROPERTY", "INDEX", "BLOB", "BITMAP"})
    void findsHalfAFileOfARealExport(ExportFile file) throws Exception {
        var real = Fixture.available().get(0).unpackExport(directory);
        close(real);
        var path = real.resolve(file.fileName());
        var entries = ExportFiles.entries(path);
        var half = entries.get(entries.size() / 2).offset();
        Files.write(path, Arrays.copyOf(Files.readAllBytes(path), (int) half));

        var report = ExportChecker.check(real, scratch, Progress.NONE);

        assertThat(report.warnings()).isPositive();
        assertThat(report.findings())
                .filteredOn(f -> f.grade() == Grade.WARNING)
                .anySatisfy(finding -> assertThat(finding.toString())
                        .contains("in " + file.fileName())
                        .contains("the file is cut"));
    }

    @Test
    void findsAnExportOfNothing() throws Exception {
        ExportFiles.blank(export);
        assertThat(texts(Grade.ERROR))
                .containsExactly("export directory: there is not one record in it: nothing was exported");

        put(export, ExportFamily.LOG, "03 00000001 04 00 02 00000008 0000000000000001");
        assertThat(texts(Grade.ERROR)).isEmpty();
        assertThat(texts(Grade.WARNING))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("compare with the store"));
    }

    @Test
    void warnsOfADirectoryThatOthersMayEnter() throws Exception {
        Files.setPosixFilePermissions(export, PosixFilePermissions.fromString("rwxr-x---"));

        assertThat(texts(Grade.WARNING))
                .singleElement()
                .asString()
                .contains("(rwxr-x---)")
                .contains("chmod 700");
    }

    @Test
    void noticesAnEmptyBitmap() throws Exception {
        put(export, ExportFamily.BITMAP, "03 00000001 04 03 01 00000001 00 00000008 3a30000000000000");

        assertThat(texts(Grade.NOTICE)).containsExactly("bitmap in bitmap at byte 11: a bitmap without documents");
    }

    @Test
    void namesSomeOfManyFindingsAndCountsTheOthers() throws Exception {
        put(export, ExportFamily.PROPERTY, "03 00000001 04 03 05 00000001", "02 00000002 3232".repeat(1000));

        var report = check();

        assertThat(report.errors()).isEqualTo(1000);
        assertThat(report.isSound()).isFalse();
        assertThat(report.findings()).hasSize(21);
        assertThat(report.findings().get(20).text()).isEqualTo("980 more of this kind");
    }

    @Test
    void saysErrorsFirst() throws Exception {
        put(export, ExportFamily.BLOB, "03 00000001 04 03 05 00000009 02 00000020" + HASH);
        put(export, ExportFamily.LOG, "06");

        assertThat(check().findings()).extracting(Finding::grade).containsExactly(Grade.ERROR, Grade.WARNING);
    }

    @Test
    void refusesWhatIsNoDirectory() {
        assertThatThrownBy(() -> ExportChecker.check(directory.resolve("no"), scratch, Progress.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Check that it is a directory");
    }

    private ExportReport check() throws StoreException {
        return ExportChecker.check(export, scratch, Progress.NONE);
    }

    private List<String> texts(Grade grade) throws StoreException {
        return check().findings().stream()
                .filter(finding -> finding.grade() == grade)
                .map(Finding::toString)
                .toList();
    }

    private static void close(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    private static String content(BlobHash hash, byte[] content) {
        return "03 ffffffff 05 ffffffff 01 00000020" + hash + HexFormat.of().toHexDigits(content.length)
                + HexFormat.of().formatHex(content);
    }
}
