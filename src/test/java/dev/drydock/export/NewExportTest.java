package dev.drydock.export;

import static dev.drydock.export.ExportFiles.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.KeptInMemory;
import dev.drydock.conversion.Listing;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSink;
import dev.drydock.export.Finding.Grade;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v080.BlobLinkKey;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.TagKey;
import dev.drydock.layout.v080.TextTokenKey;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.OfficialProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewExportTest {

    private static final byte[] NONE = {};
    private static final byte[] CONTENT = "kept as it is\n".repeat(30).getBytes(StandardCharsets.UTF_8);
    private static final BlobHash HASH = BlobHash.ofContent(CONTENT);

    @TempDir
    Path directory;

    private Path scratch;
    private Path export;

    @BeforeEach
    void begin() throws Exception {
        scratch = Files.createDirectory(directory.resolve("scratch"));
        export = directory.resolve("export");
    }

    static List<Fixture> fixtures() {
        return Fixture.available();
    }

    /** What the real import makes of the fixture's export, exported and laid out again. */
    @ParameterizedTest
    @MethodSource("fixtures")
    void carriesAllOfANewStoreThatItCan(Fixture fixture) throws Exception {
        try (var old = ExportRecords.open(fixture.unpackExport(directory));
                var sink = driver("sqlite").at(directory.resolve("new")).createTarget()) {
            new Conversion(old, OfficialProfile.create(BlobForm.LZ4), sink, new KeptInMemory(), Progress.NONE).run();
        }

        export("sqlite");

        var report = check();
        assertThat(report.findings())
                .filteredOn(finding -> finding.grade() != Grade.NOTICE)
                .isEmpty();
        assertThat(report.tallies()).containsOnlyKeys(ExportFormat.V0_8_0.families());
        assertThat(laidOut("rocksdb"))
                .isEqualTo(fixture.listing()
                        .lines()
                        .filter(line -> NewExportRecords.CARRIED.contains(
                                Letter.of(line.charAt(0)).orElseThrow()))
                        .map(line -> line + "\n")
                        .collect(Collectors.joining()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void carriesEverythingUnusualAsItIs(String scheme) throws Exception {
        write(scheme, NewExportTest::unusual);
        var before = listing(scheme, directory.resolve("new"));

        export(scheme);

        assertThat(check().isSound()).isTrue();
        assertThat(laidOut(scheme)).isEqualTo(before);
    }

    /** Tags whose keys stand between those of others, words of every length, numbers of all sizes, links by id. */
    private static void unusual(RecordSink sink) throws Exception {
        for (var text : List.of("a", "ab", "ab\0\0\0\1", "ab\0\0\0\1x", "\u00ff\\x27'")) {
            for (var document : new int[] {0, 1, 2, 0x0100_0000, -2}) {
                var tag = text.getBytes(StandardCharsets.ISO_8859_1);
                sink.put(Letter.TAGS, new TagKey.Text(new Document(1, 0, document), 12, tag).encode(), NONE);
            }
        }
        for (var id : new int[] {0, 127, 128, 16_384, -1}) {
            sink.put(Letter.TAGS, new TagKey.Id(new Document(1, 0, id), 12, id).encode(), NONE);
        }
        for (var length = 1; length < 128; length++) {
            var hash = Arrays.copyOf(Arrays.copyOf(hex("6162630001000000"), Math.min(length, 8)), 8);
            for (var document : new int[] {0, 7, 70_000}) {
                sink.put(
                        Letter.TEXT_TOKENS,
                        new TextTokenKey(new Document(1, 3, document), 0x80 | length, length, hash).encode(),
                        NONE);
            }
        }
        sink.put(Letter.FULL_TEXT_INDEX, hex("00000001 61 00 00000005"), hex("aa"));
        sink.put(Letter.FULL_TEXT_INDEX, hex("00000001 61626364656667 00 00000005"), hex("bb"));
        sink.put(Letter.FULL_TEXT_INDEX, hex("00000001 6162636465666768 08 00 00000005"), NONE);
        sink.put(Letter.LOOKUP_VALUE, hex("ff".repeat(300)), hex("00"));
        sink.add(Letter.COUNTER, hex("6e616d65"), -7);
        sink.put(Letter.PROPERTY, hex("00000001 01 32 00000004"), NONE);
        sink.add(Letter.COUNTER, hex("00000001 01 54 00000004"), Long.MIN_VALUE);
        sink.put(Letter.DIRECTORY, hex("02 8001"), hex("0100"));
        sink.add(Letter.QUOTA, hex("04 8001"), Long.MAX_VALUE);
        sink.put(Letter.BLOB_LINK, new BlobLinkKey(HASH, new Document(1, 0, 5)).encode(), NONE);
        sink.put(
                Letter.BLOB_LINK, BlobLinkKey.byId(HASH, 0x1234_5678_9abc_def0L).encode(), NONE);
        sink.put(Letter.BLOB_LINK, BlobLinkKey.commit(HASH).encode(), NONE);
        sink.put(Letter.BLOB, HASH.toByteArray(), StoredBlob.compressed(CONTENT));
    }

    /** The collection of the contents, of which nobody knows one, is written before links and replaced after them. */
    @ParameterizedTest
    @ValueSource(longs = {0x0000_0001_0000_0002L, 0x7fff_ffff_0000_0002L})
    void carriesALinkByIdThatIsTheFirstOfAll(long id) throws Exception {
        var first = BlobHash.of(new byte[BlobHash.LENGTH]);
        write("sqlite", sink -> {
            sink.put(Letter.BLOB_LINK, BlobLinkKey.byId(first, id).encode(), NONE);
            sink.put(Letter.BLOB_LINK, new BlobLinkKey(HASH, new Document(1, 0, 5)).encode(), NONE);
            sink.put(Letter.BLOB_LINK, BlobLinkKey.commit(HASH).encode(), NONE);
            sink.put(Letter.BLOB, HASH.toByteArray(), StoredBlob.compressed(CONTENT));
        });
        var before = listing("sqlite", directory.resolve("new"));

        export("sqlite");

        assertThat(laidOut("sqlite")).isEqualTo(before);
    }

    /** As the real exporter does, see the class comment of {@link NewExportRecords}. */
    @Test
    void leavesOutWhatTheServerLeavesOut() throws Exception {
        write("sqlite", sink -> {
            sink.put(Letter.INDEX_QUEUE, hex("00".repeat(49)), hex("00".repeat(8)));
            sink.put(Letter.REPORT_OUT, hex("01"), hex("00"));
            sink.put(Letter.REPORT_IN, hex("01"), hex("00"));
            sink.put(Letter.BLOB_RESERVATION, hex("00".repeat(44)), NONE);
            sink.add(Letter.QUOTA, hex("00 61"), 3);
            sink.add(Letter.QUOTA, hex("01 61"), 4);
            sink.add(Letter.QUOTA, hex("04 07"), 5); // no such principal
            sink.put(Letter.DIRECTORY, hex("02 08"), hex("0100"));
            sink.add(Letter.QUOTA, hex("04 08"), 0);
            sink.add(Letter.COUNTER, hex("61"), 0);
            sink.add(Letter.COUNTER, hex("00000001 01 54 00000004"), 9); // no such mailbox
            sink.put(Letter.BLOB_LINK, BlobLinkKey.commit(HASH).encode(), NONE); // without a content
            sink.put(Letter.BLOB, BlobHash.ofContent(NONE).toByteArray(), NONE); // without a marker
            sink.put(Letter.BLOB, "STALWART_WEBADMIN".getBytes(StandardCharsets.US_ASCII), hex("aa"));
            sink.put(Letter.SETTING, hex("61"), hex("62"));
        });

        export("sqlite");

        var setting = "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d";
        var principal = "47dc540c94ceb704a23875c11273e16bb0b8a87aed84de911f2133568115f254";
        assertThat(laidOut("sqlite")).isEqualTo("d\t0208\t" + principal + "\ns\t61\t" + setting + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "PROPERTY, 0000000101",
        "PROPERTY, 00000001015400000109",
        "ACL, 00",
        "TAGS, 00000001000c8000000005",
        "TEXT_TOKENS, 00000001000c00000005",
        "FULL_TEXT_INDEX, 000000010000000005",
        "DIRECTORY, 0701",
        "BLOB_LINK, 00",
        "BLOB_LINK, c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee000000000100ffffffff",
        "QUEUE_MESSAGE, 00",
        "INDEX, 00",
        "LOG, 00",
    })
    void refusesKeysOfAnotherShapeAndLeavesNothing(Letter letter, String key) throws Exception {
        write("sqlite", sink -> sink.put(letter, hex(key), NONE));

        assertThatThrownBy(() -> export("sqlite")).isInstanceOf(MalformedDataException.class);

        assertThat(export).doesNotExist();
        assertThat(directory).isDirectoryNotContaining("glob:**.drydock-*");
    }

    /** As v0.8.0 writes it: next UID before the name, links before contents or not, both are read. */
    @Test
    void laysFilesOutAsTheServerDoes() throws Exception {
        write("sqlite", sink -> {
            sink.put(Letter.PROPERTY, hex("00000001 01 32 00000004"), hex("aa"));
            sink.add(Letter.COUNTER, hex("00000001 01 54 00000004"), 3);
            sink.put(Letter.FULL_TEXT_INDEX, hex("00000001 6162 00 00000005"), hex("bb"));
            sink.put(Letter.TEXT_TOKENS, hex("00000001 6162 03 0c 00000005"), NONE);
        });

        export("sqlite");

        assertThat(file("property"))
                .isEqualTo("7b02 0000 0300000001 0401 0500000004 01 00000001 54 00000008 0000000000000003"
                        .concat(" 01 00000001 32 00000001 aa")
                        .replace(" ", ""));
        assertThat(file("fts_index"))
                .isEqualTo("7b02 0001 0300000001 0400 0500000005 01 00000002 6162 00000001 bb".replace(" ", ""));
        assertThat(file("bitmap"))
                .isEqualTo(("7b02 000a 0300000001 0403 01 0000000b 04 0c 02 6162000000000000"
                                + " 00000012 3a300000 01000000 0000 0000 10000000 0500")
                        .replace(" ", ""));
        assertThat(file("lookup")).isEqualTo("7b0200050006");
    }

    private String file(String name) throws Exception {
        return HexFormat.of().formatHex(Files.readAllBytes(export.resolve(name)));
    }

    @FunctionalInterface
    private interface Fill {
        void into(RecordSink sink) throws Exception;
    }

    private void write(String scheme, Fill fill) throws Exception {
        try (var sink = driver(scheme).at(directory.resolve("new")).createTarget()) {
            fill.into(sink);
            sink.commit();
        }
    }

    private void export(String scheme) throws Exception {
        try (var store = driver(scheme).at(directory.resolve("new")).openTarget()) {
            NewExport.write(store, export, Progress.NONE);
        }
    }

    private ExportReport check() throws Exception {
        return ExportChecker.check(export, ExportFormat.V0_8_0, ExportChecker.Contents.INSIDE, scratch, Progress.NONE);
    }

    private String laidOut(String scheme) throws Exception {
        var store = directory.resolve("laid-out");
        try (var sink = driver(scheme).at(store).createTarget()) {
            NewExportRecords.open(export).layOut(sink, Progress.NONE);
        }
        return listing(scheme, store);
    }

    private static String listing(String scheme, Path path) throws Exception {
        try (var store = driver(scheme).at(path).openTarget()) {
            var listing = new StringBuilder();
            new Listing(listing).of(store);
            return listing.toString();
        }
    }

    private static FileStoreDriver driver(String scheme) {
        return scheme.equals("sqlite") ? new SqliteStoreDriver() : new RocksDbStoreDriver();
    }
}
