package dev.drydock.export;

import static dev.drydock.export.ExportFiles.hex;
import static dev.drydock.export.ExportFiles.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.BlobHash;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportListingTest {

    @TempDir
    Path directory;

    private Path scratch;
    private Path export;

    @BeforeEach
    void begin() throws IOException {
        scratch = Files.createDirectory(directory.resolve("scratch"));
        export = ExportFiles.blank(directory.resolve("export"));
    }

    static Iterable<Fixture> stores() {
        return Fixture.withStore();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void isThatOfTheVendorsExportForItsStore(Fixture fixture) throws Exception {
        var driver = fixture.scheme().equals("sqlite") ? new SqliteStoreDriver() : new RocksDbStoreDriver();
        try (var store = new StoreRecords(
                        driver.at(fixture.unpackStore(directory)).openSource());
                var records = ExportRecords.open(fixture.unpackExport(directory))) {
            var comparison = ExportComparison.of(store, records, scratch, Progress.NONE);

            assertThat(comparison.isSame()).as("%s", comparison).isTrue();
            assertThat(comparison.entries()).isGreaterThan(10_000);
        }
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void givesOneSortedLinePerEntry() throws Exception {
        var hash = BlobHash.ofContent(hex("aa"));
        put(
                export,
                ExportFamily.PROPERTY,
                "03 00000001 04 01 05 fffffffe 01 00000001 54 00000008 fffffffffffffffe",
                "02 00000001 32");
        put(export, ExportFamily.TERM_INDEX, "03 00000001 04 00 05 00000009 02 00000001 aa");
        put(
                export,
                ExportFamily.BLOB,
                "03 00000001 04 02 05 00000009 02 00000020" + hash,
                "03 ffffffff 05 ffffffff 01 00000020" + hash + "00000001 aa");
        put(export, ExportFamily.CONFIG, "01 00000201" + "61".repeat(513) + "00000001 aa", "02 00000000");
        put(
                export,
                ExportFamily.BITMAP,
                "03 00000001 04 02 01 00000001 00 00000012 3a300000 01000000 0000 0000 10000000 0500");
        var aa = sha256("aa");

        assertThat(listing().lines())
                .containsExactly(
                        "bitmap\t1\t2\t-\t00\t" + sha256("00000005"),
                        "blob\t-\t-\t-\t" + hash + "\t" + aa,
                        "blob\t1\t2\t9\t" + hash + "\t-",
                        "config\t-\t-\t-\t-\t-",
                        "config\t-\t-\t-\tsha256:" + sha256("61".repeat(513)) + "\t" + aa,
                        "property\t1\t1\t4294967294\t32\t-",
                        "property\t1\t1\t4294967294\t54\t-2",
                        "term_index\t1\t0\t9\t-\t" + aa);
    }

    @Test
    void comparesBitmapsByTheirDocuments() throws Exception {
        put(
                export,
                ExportFamily.BITMAP,
                "03 00000001 04 02 01 00000001 00 00000012 3a300000 01000000 0000 0000 10000000 0500");
        var asArray = listing();
        put(
                export,
                ExportFamily.BITMAP,
                "03 00000001 04 02 01 00000001 00 0000000f 3b300000 01 0000 0000 0100 0500 0000");

        assertThat(listing()).isEqualTo(asArray);
    }

    @Test
    void findsWhatIsMissingAddedAndChanged() throws Exception {
        var other = ExportFiles.blank(directory.resolve("other"));
        put(
                export,
                ExportFamily.CONFIG,
                "01 00000001 61 00000001 aa",
                "01 00000001 62 00000001 aa",
                "01 00000001 63 00000001 aa");
        put(
                other,
                ExportFamily.CONFIG,
                "01 00000001 62 00000001 aa",
                "01 00000001 63 00000001 ab",
                "01 00000001 64 00000001 aa",
                "01 00000001 64 00000001 aa");
        try (var expected = ExportRecords.open(export);
                var actual = ExportRecords.open(other)) {
            var comparison = ExportComparison.of(expected, actual, scratch, Progress.NONE);

            assertThat(comparison.isSame()).isFalse();
            assertThat(comparison.entries()).isEqualTo(3);
            assertThat(comparison.missing()).isEqualTo(1);
            assertThat(comparison.changed()).isEqualTo(1);
            assertThat(comparison.added()).isEqualTo(2);
            assertThat(comparison.first())
                    .extracting(ExportComparison.Difference::toString)
                    .containsExactly(
                            "missing: config\t-\t-\t-\t61",
                            "changed: config\t-\t-\t-\t63",
                            "added: config\t-\t-\t-\t64",
                            "added: config\t-\t-\t-\t64");
        }
    }

    @Test
    void leavesNothingInItsScratchDirectoryAfterAFailure() throws Exception {
        Files.write(export.resolve("log"), hex("7b"));
        try (var records = ExportRecords.open(export)) {
            assertThatThrownBy(() -> ExportListing.of(records, scratch, Progress.NONE))
                    .isInstanceOf(MalformedDataException.class);
        }
        assertThat(scratch).isEmptyDirectory();
    }

    private String listing() throws Exception {
        var text = new StringBuilder();
        try (var records = ExportRecords.open(export);
                var listing = ExportListing.of(records, scratch, Progress.NONE)) {
            listing.writeTo(text);
        }
        return text.toString();
    }

    private static String sha256(String hex) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(hex(hex)));
    }
}
