package dev.drydock.export;

import static dev.drydock.export.ExportFiles.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.translate.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.roaringbitmap.RoaringBitmap;

class ExportSinkTest {

    private static final byte[] CONTENT =
            "Subject: one\r\n\r\nbody\r\n".repeat(40).getBytes(StandardCharsets.UTF_8);
    private static final BlobHash HASH = BlobHash.ofContent(CONTENT);

    @TempDir
    Path directory;

    static Iterable<Fixture> fixtures() {
        return Fixture.available();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void writesWhatTheVendorWrites(Fixture fixture) throws Exception {
        var theirs = fixture.unpackExport(directory);
        var ours = directory.resolve("ours");
        try (var records = ExportRecords.open(theirs);
                var sink = ExportSink.create(ours)) {
            records.read(sink, Progress.NONE);
            var summary = sink.commit();
            assertThat(summary.read()).isEqualTo(summary.written()).isPositive();
            assertThat(summary.damagedBlobs()).isZero();
        }

        assertThat(lines(ours)).isEqualTo(lines(theirs));
    }

    static Iterable<Fixture> stores() {
        return Fixture.withStore();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void writesOfAStoreWhatTheVendorWritesOfIt(Fixture fixture) throws Exception {
        var theirs = fixture.unpackExport(directory);
        var ours = directory.resolve("ours");
        var driver = fixture.scheme().equals("sqlite") ? new SqliteStoreDriver() : new RocksDbStoreDriver();
        try (var records = new StoreRecords(
                        driver.at(fixture.unpackStore(directory)).openSource());
                var sink = ExportSink.create(ours)) {
            records.read(sink, Progress.NONE);
            var summary = sink.commit();
            assertThat(summary.omitted(Omission.RECEIVED_REPORT)).isEqualTo(1);
        }

        assertThat(lines(ours)).isEqualTo(lines(theirs));
    }

    static Stream<Arguments> carried() throws Exception {
        return Stream.of(
                Arguments.of(
                        "property",
                        entry(Family.PROPERTY, "00 00000001 00 33 00000009", "aabb"),
                        "7b01 0000 0300000001 0400 0500000009 01 00000001 33 00000002 aabb"),
                Arguments.of(
                        "property",
                        entry(Family.PROPERTY, "00 00000001 00 33 00000009", ""),
                        "7b01 0000 0300000001 0400 0500000009 02 00000001 33"),
                Arguments.of(
                        "property",
                        counter(Family.MAILBOX_UID_NEXT, "00 00000001 01 54 00000009", -2),
                        "7b01 0000 0300000001 0401 0500000009 01 00000001 54 00000008 fffffffffffffffe"),
                Arguments.of(
                        "term_index",
                        entry(Family.TERM_INDEX, "01 00000001 00 8902", "aabb"),
                        "7b01 0001 0300000001 0400 0500000109 02 00000002 aabb"),
                Arguments.of(
                        "acl",
                        entry(Family.ACL, "02 00000007 00000001 01 00000009", "0000000000000003"),
                        "7b01 0002 0300000001 0401 0500000009 01 00000004 00000007 00000008 0000000000000003"),
                Arguments.of(
                        "blob",
                        new SourceRecord.BlobLink(HASH, new Document(1, 0, 9)),
                        "7b01 0003 0300000001 0400 0500000009 02 00000020" + HASH),
                Arguments.of(
                        "blob",
                        new SourceRecord.BlobContent(HASH.toByteArray(), StoredBlob.compressed(CONTENT), true),
                        "7b01 0003 03ffffffff 04ff 05ffffffff 01 00000020" + HASH
                                + HexFormat.of().toHexDigits(CONTENT.length)
                                + HexFormat.of().formatHex(CONTENT)),
                Arguments.of(
                        "blob",
                        new SourceRecord.BlobContent(
                                BlobHash.ofContent(new byte[0]).toByteArray(), new byte[0], true),
                        "7b01 0003 03ffffffff 04ff 05ffffffff 02 00000020" + BlobHash.ofContent(new byte[0])),
                Arguments.of(
                        "config", entry(Family.SETTING, "08 612e62", "63"), "7b01 0004 01 00000003 612e62 00000001 63"),
                Arguments.of(
                        "lookup",
                        entry(Family.LOOKUP_VALUE, "04 0102", "ffffffffffffffff 63"),
                        "7b01 0005 01 00000002 0102 00000009 ffffffffffffffff 63 0006"),
                Arguments.of(
                        "lookup",
                        counter(Family.LOOKUP_COUNTER, "09 0102", 3),
                        "7b01 0006 01 00000002 0102 00000008 0000000000000003 0005"),
                Arguments.of(
                        "directory",
                        entry(Family.DIRECTORY, "14 61", "0500"),
                        "7b01 0007 01 00000002 0061 00000002 0500"),
                Arguments.of(
                        "directory",
                        entry(Family.DIRECTORY, "1a 00000001 00000002", ""),
                        "7b01 0007 02 00000009 06 00000001 00000002"),
                Arguments.of(
                        "directory",
                        counter(Family.USED_QUOTA, "18 8001", 300),
                        "7b01 0007 01 00000003 04 8001 00000008 000000000000012c"),
                Arguments.of(
                        "queue",
                        entry(Family.QUEUE_MESSAGE, "32 0000000000000005", "aa"),
                        "7b01 0008 01 00000009 00 0000000000000005 00000001 aa"),
                Arguments.of(
                        "queue",
                        entry(Family.QUEUE_EVENT, "33 0000000000000006 0000000000000005", "0000000000000000"),
                        "7b01 0008 01 00000011 01 0000000000000006 0000000000000005 00000008 0000000000000000"),
                Arguments.of(
                        "index",
                        entry(Family.INDEX, "00000001 00 16 c0ffee 00000009", ""),
                        "7b01 0009 0300000001 0400 0500000009 02 00000004 16c0ffee"),
                Arguments.of(
                        "log",
                        entry(Family.LOG, "00000001 02 0000000000000007", "0102"),
                        "7b01 000b 0300000001 0402 01 00000008 0000000000000007 00000002 0102"),
                Arguments.of(
                        "bitmap",
                        bitmap(new BitmapKey.DocumentIds(-1, 7), 5),
                        "7b01 000a 03ffffffff 0407 01 00000001 00" + SET_OF_5),
                Arguments.of(
                        "bitmap",
                        bitmap(new BitmapKey.TagId(1, 0, 12, 300), 5),
                        "7b01 000a 0300000001 0400 01 00000006 010c 0000012c" + SET_OF_5),
                Arguments.of(
                        "bitmap",
                        bitmap(new BitmapKey.TagText(1, 0, 12, hex("6869")), 5),
                        "7b01 000a 0300000001 0400 01 00000004 020c 6869" + SET_OF_5),
                Arguments.of(
                        "bitmap",
                        bitmap(new BitmapKey.TagStatic(1, 0, 12, 200), 5),
                        "7b01 000a 0300000001 0400 01 00000003 030c c8" + SET_OF_5),
                Arguments.of(
                        "bitmap",
                        bitmap(new BitmapKey.TextToken(1, 0, 12, 4, hex("0102030405060708")), 5),
                        "7b01 000a 0300000001 0400 01 0000000b 040c 04 0102030405060708" + SET_OF_5));
    }

    /** Length, cookie 12346 without runs, one container, its key and size less one, its offset, the document. */
    private static final String SET_OF_5 = "00000012 3a300000 01000000 0000 0000 10000000 0500";

    @ParameterizedTest
    @MethodSource("carried")
    void writesEveryFamilyAsOperationsAndReadsThemBack(String file, SourceRecord record, String expected)
            throws Exception {
        var target = directory.resolve("export");
        try (var sink = ExportSink.create(target)) {
            sink.accept(record);
            assertThat(sink.commit().written()).isEqualTo(1);
        }

        assertThat(Files.readAllBytes(target.resolve(file))).asHexString().isEqualToIgnoringCase(spaceless(expected));
        for (var other : ExportFormat.V0_7_3.files()) {
            if (!other.fileName().equals(file)) {
                assertThat(Files.readAllBytes(target.resolve(other.fileName())))
                        .isEqualTo(ExportFiles.blankFile(ExportFormat.V0_7_3, other));
            }
        }
        assertThat(ExportRecordsTest.records(target))
                .extracting(ExportSinkTest::content)
                .contains(content(record));
    }

    static Stream<Arguments> leftOut() {
        return Stream.of(
                Arguments.of(entry(Family.RESERVED_ID, "03 00000001 00 00000009", ""), Omission.RESERVED_ID),
                Arguments.of(
                        entry(Family.INDEX_QUEUE, "05 0000000000000001 00000001 00000009", ""), Omission.INDEX_QUEUE),
                Arguments.of(entry(Family.BLOB_RESERVATION, "06", ""), Omission.BLOB_RESERVATION),
                Arguments.of(entry(Family.REPORT_TO_SEND, "34", ""), Omission.REPORT_TO_SEND),
                Arguments.of(entry(Family.RECEIVED_REPORT, "3d", ""), Omission.RECEIVED_REPORT),
                Arguments.of(entry(Family.LOOKUP_COUNTER_EXPIRY, "0a61", ""), Omission.EXPIRY),
                Arguments.of(counter(Family.QUEUE_QUOTA, "3761", 3), Omission.QUEUE_QUOTA),
                Arguments.of(new SourceRecord.Counter(Family.LOOKUP_COUNTER, hex("0961"), 3, false), Omission.EXPIRING),
                Arguments.of(new SourceRecord.Counter(Family.USED_QUOTA, hex("1801"), 3, false), Omission.OWNER_GONE),
                Arguments.of(counter(Family.USED_QUOTA, "1801", 0), Omission.ZERO),
                Arguments.of(new SourceRecord.BlobCommit(HASH, false), Omission.CONTENT_MISSING),
                Arguments.of(
                        new SourceRecord.BlobContent(
                                "STALWART_WEBADMIN".getBytes(StandardCharsets.UTF_8), CONTENT, false),
                        Omission.UNCOMMITTED),
                Arguments.of(bitmap(new BitmapKey.DocumentIds(1, 0)), Omission.EMPTY));
    }

    @ParameterizedTest
    @MethodSource("leftOut")
    void countsWhatExportsLeaveOutUnderItsReason(SourceRecord record, Omission omission) throws Exception {
        var target = directory.resolve("export");
        try (var sink = ExportSink.create(target)) {
            sink.accept(record);
            sink.accept(record);
            var summary = sink.commit();
            assertThat(summary.read()).isEqualTo(2);
            assertThat(summary.written()).isZero();
            assertThat(summary.omitted(omission)).isEqualTo(2);
        }
        assertThat(ExportRecordsTest.records(target)).isEmpty();
    }

    @Test
    void countsABlobMarkerAsWrittenWithItsContent() throws Exception {
        var target = directory.resolve("export");
        try (var sink = ExportSink.create(target)) {
            sink.accept(new SourceRecord.BlobCommit(HASH, true));
            sink.accept(new SourceRecord.BlobContent(HASH.toByteArray(), CONTENT, true));
            assertThat(sink.commit().written()).isEqualTo(2);
        }
        assertThat(ExportFiles.entries(target.resolve("blob"))).hasSize(1);
    }

    @Test
    void countsBlobsThatAreNotWhatTheirNameSays() throws Exception {
        try (var sink = ExportSink.create(directory.resolve("export"))) {
            sink.accept(new SourceRecord.BlobContent(HASH.toByteArray(), hex("00"), true));
            assertThat(sink.commit().damagedBlobs()).isEqualTo(1);
        }
    }

    @Test
    void givesContentsTheCollectionOfTheLastLinkWhateverTheOrder() throws Exception {
        var target = directory.resolve("export");
        var low = BlobHash.of(hex("00".repeat(32)));
        var high = BlobHash.of(hex("ff".repeat(32)));
        try (var sink = ExportSink.create(target)) {
            sink.accept(new SourceRecord.BlobLink(high, new Document(1, 4, 8)));
            sink.accept(new SourceRecord.BlobContent(HASH.toByteArray(), CONTENT, true));
            sink.accept(new SourceRecord.BlobLink(low, new Document(1, 5, 9)));
            sink.accept(new SourceRecord.BlobContent(high.toByteArray(), CONTENT, true));
            sink.commit();
        }
        assertThat(ExportFiles.entries(target.resolve("blob")))
                .extracting(ExportEntry::isBlobContent, ExportEntry::collection, ExportEntry::document)
                .containsExactly(tuple(true, 4, -1), tuple(true, 4, -1), tuple(false, 5, 9), tuple(false, 4, 8));
        assertThat(target.toFile().list()).hasSize(ExportFormat.V0_7_3.files().size());
    }

    @Test
    void sortsMoreLinksThanItHoldsInMemory() throws Exception {
        var target = directory.resolve("export");
        var links = 250_000;
        try (var sink = ExportSink.create(target)) {
            for (var i = 0; i < links; i++) {
                sink.accept(new SourceRecord.BlobLink(HASH, new Document(1, 0, links - i)));
            }
            sink.commit();
        }
        assertThat(ExportFiles.entries(target.resolve("blob")))
                .hasSize(links)
                .isSortedAccordingTo(Comparator.comparing(ExportEntry::document));
        assertThat(target.toFile().list()).hasSize(ExportFormat.V0_7_3.files().size());
    }

    @Test
    void isForItsOwnerOnly() throws Exception {
        var target = directory.resolve("export");
        try (var sink = ExportSink.create(target)) {
            var pending = directory.toFile().listFiles();
            assertThat(pending).singleElement().satisfies(file -> {
                assertThat(file.toPath()).isNotEqualTo(target);
                assertThat(mode(file.toPath())).isEqualTo("rwx------");
            });
            sink.commit();
        }
        assertThat(mode(target)).isEqualTo("rwx------");
        for (var file : ExportFormat.V0_7_3.files()) {
            assertThat(mode(target.resolve(file.fileName()))).isEqualTo("rw-------");
        }
    }

    @Test
    void leavesNothingBehindWithoutCommit() throws Exception {
        try (var sink = ExportSink.create(directory.resolve("export"))) {
            sink.accept(entry(Family.SETTING, "0861", "62"));
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void cannotBeCommittedAfterAFailure() throws Exception {
        try (var sink = ExportSink.create(directory.resolve("export"))) {
            assertThatThrownBy(() -> sink.accept(entry(Family.PROPERTY, "00 0001", "")))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("property key");
            assertThatThrownBy(sink::commit).isInstanceOf(IllegalStateException.class);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void takesThePlaceOfAnEmptyDirectory() throws Exception {
        var target = Files.createDirectory(directory.resolve("export"));
        try (var sink = ExportSink.create(target)) {
            sink.commit();
        }
        assertThat(ExportRecordsTest.records(target)).isEmpty();
    }

    @Test
    void refusesATargetThatIsNotBlank() throws Exception {
        var full = Files.createDirectory(directory.resolve("full"));
        Files.createFile(full.resolve("x"));
        var file = Files.createFile(directory.resolve("file"));
        var link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nowhere"));

        for (var target : List.of(full, file, link, directory.resolve("no/such/parent"), Path.of("/"))) {
            assertThatThrownBy(() -> ExportSink.create(target)).as("%s", target).isInstanceOf(StoreException.class);
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.drydock-*");
    }

    @Test
    void refusesATargetThatFillsUpMeanwhile() throws Exception {
        var target = directory.resolve("export");
        try (var sink = ExportSink.create(target)) {
            Files.createDirectory(target);
            Files.createFile(target.resolve("mine"));

            assertThatThrownBy(sink::commit).isInstanceOf(StoreException.class);
        }
        assertThat(directory).isDirectoryContaining("glob:**/export");
        assertThat(target).isDirectoryContaining("glob:**/mine");
        assertThat(directory).isDirectoryNotContaining("glob:**.drydock-*");
    }

    @Test
    void refusesWhatExportsCannotSay() throws Exception {
        for (var record : List.of(
                entry(Family.PROPERTY, "00 00000001 01 54 00000009", "aa"),
                new SourceRecord.BlobLink(HASH, new Document(-1, 0, 9)),
                new SourceRecord.BlobLink(HASH, new Document(1, 0, -1)))) {
            try (var sink = ExportSink.create(directory.resolve("export"))) {
                assertThatThrownBy(() -> sink.accept(record)).isInstanceOf(MalformedDataException.class);
            }
        }
    }

    private static SourceRecord entry(Family family, String key, String value) {
        return new SourceRecord.Entry(family, hex(key), hex(value));
    }

    private static SourceRecord counter(Family family, String key, long value) {
        return new SourceRecord.Counter(family, hex(key), value, true);
    }

    private static SourceRecord bitmap(BitmapKey key, int... documents) {
        return new SourceRecord.Bitmap(key, RoaringBitmap.bitmapOf(documents), 0);
    }

    private static String spaceless(String hex) {
        return hex.replace(" ", "");
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A record in a form that compares by content; blobs by what they hold. */
    static String content(SourceRecord record) {
        if (record instanceof SourceRecord.Entry entry) {
            return entry.family() + " " + HexFormat.of().formatHex(entry.key()) + " "
                    + HexFormat.of().formatHex(entry.value());
        }
        if (record instanceof SourceRecord.Counter counter) {
            return counter.family() + " " + HexFormat.of().formatHex(counter.key()) + " " + counter.value() + " "
                    + counter.owned();
        }
        if (record instanceof SourceRecord.BlobContent blob) {
            return "content " + HexFormat.of().formatHex(blob.key()) + " " + blob.committed();
        }
        if (record instanceof SourceRecord.Bitmap bitmap) {
            return bitmap.key() + " " + bitmap.documents();
        }
        return record.toString();
    }

    /** Every entry with all that is set when it comes, in an order of its own. */
    private static List<String> lines(Path export) throws Exception {
        var lines = new ArrayList<String>();
        for (var file : ExportFormat.V0_7_3.files()) {
            for (var entry : ExportFiles.entries(export.resolve(file.fileName()))) {
                lines.add(entry.family() + " " + entry.account() + " " + entry.collection() + " " + entry.document()
                        + " " + HexFormat.of().formatHex(entry.key()) + " "
                        + HexFormat.of().formatHex(entry.value()));
            }
        }
        lines.sort(null);
        return lines;
    }
}
